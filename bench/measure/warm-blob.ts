// One client downloads a warm 500 MB blob: Pullgate against nginx with sendfile.
import { download } from '../load/curl.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const tries = 15;

export const warmBlob: Row = {
  name: 'warm-blob',
  needs: ['docker-registry', 'nginx', 'curl'],
  limitMs: 120_000,
  measure: async (stage, signal) => {
    const upstream = await stage.upstream();
    stage.say('warm-blob: pushing 500 MB');
    const { repository, layers } = await upstream.image('large');
    const [blob] = layers;
    if (blob === undefined) throw new Error('the large image has no layer');
    const pullgate = await stage.pullgate({ upstream: upstream.address });
    const nginx = await stage.nginx();
    const fetchFrom = async (address: string): Promise<number> => {
      const { megabytesPerSecond } = await download({ address: `${address}/v2/${repository}/blobs/${blob.digest}`, authorization: await pullgate.authorization(), bytes: blob.size, signal });
      return megabytesPerSecond;
    };

    const measured = { pullgate: [] as number[], nginx: [] as number[] };
    for (let attempt = 0; attempt <= tries; attempt += 1) {
      stage.say(attempt === 0 ? 'warm-blob: warming' : `warm-blob: ${attempt} of ${tries}`);
      const [ofNginx, ofPullgate] = [await fetchFrom(nginx.address), await fetchFrom(pullgate.address())];
      if (attempt === 0) continue;
      measured.nginx.push(Math.round(ofNginx));
      measured.pullgate.push(Math.round(ofPullgate));
    }
    return [
      {
        what: 'warm 500 MB blob, one client, vs nginx sendfile',
        target: { bound: 'at least', value: 0.9, unit: 'x' },
        measured: median(measured.pullgate) / median(measured.nginx),
        raw: { 'Pullgate MB/s': measured.pullgate, 'nginx MB/s': measured.nginx },
      },
    ];
  },
};
