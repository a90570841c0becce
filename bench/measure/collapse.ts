// Many clients pull the same cold image at once: how often upstream is asked for each blob.
import { pullImage } from '../load/pull-image.ts';
import type { Finding, Row } from '../row.ts';

const clients = 50;

export const collapse: Row = {
  name: 'collapse',
  needs: ['docker-registry'],
  limitMs: 120_000,
  measure: async (stage, signal) => {
    const upstream = await stage.upstream();
    const image = await upstream.image('layered');
    const findings: Finding[] = [];
    for (const workers of [1, 2]) {
      stage.say(`collapse: ${clients} clients, workers: ${workers}`);
      const relay = await stage.relay();
      const pullgate = await stage.pullgate({ upstream: relay.address, workers });
      const authorization = await pullgate.authorization();
      const startedMs = performance.now();
      await Promise.all(Array.from({ length: clients }, () => pullImage({ address: pullgate.address(), image, authorization, signal })));
      const seconds = (performance.now() - startedMs) / 1000;
      const asked = await relay.take();
      // HEAD and GET alike: either is a question to upstream.
      const times = [image.config, ...image.layers].map(({ digest }) => asked.filter(({ path }) => path.endsWith(digest)).length);
      findings.push({
        what: `${clients} clients pulling the same cold 10-layer image at once, workers: ${workers}: requests upstream for a blob, at most`,
        target: { bound: 'exactly', value: 1, unit: 'request' },
        measured: Math.min(...times) === 1 ? Math.max(...times) : Math.min(...times),
        raw: { 'requests for each blob': times, 'HEADs of them': asked.filter(({ method, path }) => method === 'HEAD' && path.includes('/blobs/')).length, 'requests for manifests': asked.filter(({ path }) => path.includes('/manifests/')).length, seconds },
      });
      await pullgate.stop();
    }
    return findings;
  },
};
