// One client downloads a cold 500 MB blob: Pullgate against docker-registry as a pull-through proxy, each with an emptied cache for each try.
import { download } from '../load/curl.ts';
import { quietDisk } from '../load/quiet-disk.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const tries = 3;

export const coldBlob: Row = {
  name: 'cold-blob',
  needs: ['docker-registry', 'curl'],
  limitMs: 180_000,
  measure: async (stage, signal) => {
    const upstream = await stage.upstream();
    stage.say('cold-blob: pushing 500 MB');
    const large = await upstream.image('large');
    // Pulled first, so that no contestant is measured while it opens its first connection upstream.
    const first = await upstream.image('layered');
    const pullgate = await stage.pullgate({ upstream: upstream.address });
    const registryProxy = await stage.registryProxy();
    const contestants = [
      { name: 'registryProxy', address: () => registryProxy.address, restartEmpty: registryProxy.restartEmpty },
      { name: 'pullgate', address: pullgate.address, restartEmpty: pullgate.restartEmpty },
    ] as const;

    const measured = { pullgate: [] as number[], registryProxy: [] as number[] };
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      for (const { name, address, restartEmpty } of contestants) {
        stage.say(`cold-blob: ${attempt} of ${tries}, ${name}`);
        await restartEmpty();
        const authorization = await pullgate.authorization();
        const fetchLayers = async ({ repository, layers }: typeof large): Promise<number> => {
          let last = 0;
          for (const { digest, size } of layers) last = (await download({ address: `${address()}/v2/${repository}/blobs/${digest}`, authorization, bytes: size, signal })).megabytesPerSecond;
          return last;
        };
        await fetchLayers(first);
        await quietDisk(signal);
        measured[name].push(Math.round(await fetchLayers(large)));
      }
    }
    return [
      {
        what: 'cold 500 MB blob through the gateway vs docker-registry as a pull-through proxy',
        target: { bound: 'at least', value: 1.3, unit: 'x' },
        measured: median(measured.pullgate) / median(measured.registryProxy),
        raw: { 'Pullgate MB/s': measured.pullgate, 'docker-registry as proxy MB/s': measured.registryProxy },
      },
    ];
  },
};
