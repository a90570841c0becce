// How long a cold 500 MB blob's first byte stays in the gateway: from its passing the relay before upstream to its reaching the client.
import { pullImage } from '../load/pull-image.ts';
import { quietDisk } from '../load/quiet-disk.ts';
import { startFirstByteClient } from '../load/start-first-byte-client.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';

const tries = 15;
const targetMs = 10;
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

    const client = await startFirstByteClient(stage.processes);
    stage.afterRow(() => void client.stop());

    const laterMs: number[] = [];
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      stage.say(`first-byte: ${attempt} of ${tries}`);
      await pullgate.restartEmpty();
      const authorization = await pullgate.authorization();
      await pullImage({ address: pullgate.address(), image: first, authorization, signal });
      // Its code has run before, like that of all others which are measured.
      await client.firstByteNs({ address: `${pullgate.address()}/v2/${first.repository}/blobs/${first.layers[0]?.digest ?? ''}`, headers: { authorization } });
      await quietDisk(signal);
      const arrivedNs = await client.firstByteNs({ address: `${pullgate.address()}/v2/${repository}/blobs/${digest}`, headers: { authorization } });
      const passed = (await relay.take()).find(({ method, path }) => method === 'GET' && path.endsWith(digest));
      if (passed?.firstByteNs === undefined) throw new Error('the relay saw no byte of the blob');
      laterMs.push(Number(arrivedNs - passed.firstByteNs) / nanosecondsInMillisecond);
    }
    return [
      {
        what: `first byte of a cold 500 MB blob after upstream's first byte, median of ${tries}`,
        target: { bound: 'under', value: targetMs, unit: 'ms' },
        measured: median(laterMs),
        raw: { [`of them under ${targetMs} ms`]: laterMs.filter((ms) => ms < targetMs).length, 'worst ms': Math.max(...laterMs), 'each ms': laterMs },
      },
    ];
  },
};
