// How long a cold 500 MB blob's first byte stays in the gateway: from its passing the relay before upstream to its reaching the client.
import { open } from '../load/get.ts';
import { pullImage } from '../load/pull-image.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const tries = 7;
const nanosecondsInMillisecond = 1e6;

export const firstByte: Row = {
  name: 'first-byte',
  needs: ['docker-registry'],
  limitMs: 120_000,
  measure: async (stage, signal) => {
    const upstream = await stage.upstream();
    stage.say('first-byte: pushing 500 MB');
    const { repository, layers } = await upstream.image('large');
    const digest = layers[0]?.digest ?? '';
    const first = await upstream.image('layered');
    const relay = await stage.relay();
    const pullgate = await stage.pullgate({ upstream: relay.address });

    const laterMs: number[] = [];
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      stage.say(`first-byte: ${attempt} of ${tries}`);
      await pullgate.restartEmpty();
      const authorization = await pullgate.authorization();
      await pullImage({ address: pullgate.address(), image: first, authorization, signal });
      const answer = await open({ address: `${pullgate.address()}/v2/${repository}/blobs/${digest}`, headers: { authorization }, signal });
      const arrivedNs = await new Promise<bigint>((resolve, reject) => {
        answer.once('data', () => resolve(process.hrtime.bigint()));
        answer.once('error', reject);
      });
      answer.destroy();
      if (answer.statusCode !== 200) throw new Error(`the blob was answered with ${answer.statusCode ?? 0}`);
      const passed = (await relay.take()).find(({ method, path }) => method === 'GET' && path.endsWith(digest));
      if (passed?.firstByteNs === undefined) throw new Error('the relay saw no byte of the blob');
      laterMs.push(Number(arrivedNs - passed.firstByteNs) / nanosecondsInMillisecond);
    }
    return [
      {
        what: "first byte of a cold 500 MB blob after upstream's first byte, worst",
        target: { bound: 'under', value: 10, unit: 'ms' },
        measured: Math.max(...laterMs),
        raw: { 'median ms': median(laterMs), 'each ms': laterMs },
      },
    ];
  },
};
