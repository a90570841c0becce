// A systemd service that reaches registries through the proxy: the setup that several clients share.
import { ownFile, removeFiles } from './client-setup.ts';
import type { SetupTexts } from './client-setup.ts';
import type { SetupFacts } from './facts.ts';
import { proxyAccess } from './proxy-access.ts';
import { systemdEnvironment } from './quote.ts';
import { trustOnLinux } from './trust-store.ts';

export interface ProxiedService {
  /** The unit, without `.service`: `docker`. */
  readonly service: string;
  /** What is said of the restart. */
  readonly restartPurpose: string;
  readonly os: string;
}

/**
 * systemd.unit(5), drop-in files; golang.org/x/net/http/httpproxy reads the variables. A program in Go reads the trust store
 * once, when it first needs it: hence the restart after it has changed.
 */
export function proxiedService(facts: SetupFacts, { service, restartPurpose, os }: ProxiedService): SetupTexts {
  const proxy = proxyAccess(facts);
  const trust = trustOnLinux(os, proxy.caPem);
  const dropIn = ownFile({
    path: `/etc/systemd/system/${service}.service.d/pullgate.conf`,
    content: ['# The registries are reached through Pullgate.', '[Service]', ...Object.entries(proxy.variables).map(([name, value]) => systemdEnvironment(name, value)), ''].join('\n'),
    purpose: `tells the service ${service} to reach registries through the proxy`,
  });
  const restart = [
    { line: 'sudo systemctl daemon-reload', purpose: "takes the service's settings up" },
    { line: `sudo systemctl restart ${service}`, purpose: restartPurpose },
  ];
  const files = [trust.file, dropIn];
  return { files, commands: [trust.update, ...restart], undo: [removeFiles(files), trust.update, ...restart], notes: proxy.notes };
}
