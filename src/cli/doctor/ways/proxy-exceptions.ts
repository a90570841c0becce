// NO_PROXY: a registry that is named there is asked past the proxy.
import { dockerHub } from '../../../core/image/reference.ts';
import type { Finding } from '../finding.ts';
import { judgeRefused } from '../judge.ts';
import { exceptionFor } from '../proxy-variables.ts';
import { proxiedHostsOf } from '../registry-hosts.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

export const tryProxyExceptions: TryWay = async (scene) => {
  const { noProxy, noProxyWhere, proxy } = scene.settings;
  if (proxy === undefined || noProxy === '') return [];
  const findings: Finding[] = [];
  for (const image of [{ ...scene.canaries.refused, registry: dockerHub }, ...scene.canaries.elsewhere]) {
    for (const host of proxiedHostsOf(image.registry)) {
      const exception = exceptionFor(noProxy, host);
      if (exception === undefined) continue;
      const { result, detail } = judgeRefused(await scene.ask(image), { isConnected: await scene.isConnected() });
      const verdict = { result, detail: `${noProxyWhere} holds ${exception}: ${detail}` };
      findings.push(findingOf(scene, 'proxy exceptions', { target: host, verdict, close: `take ${exception} out of ${noProxyWhere}` }));
    }
  }
  return findings;
};
