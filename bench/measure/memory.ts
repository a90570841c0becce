// Memory of all Pullgate's processes while 300 slow clients read a cold 100 MB blob.
import { setTimeout as sleep } from 'node:timers/promises';
import { pullImage } from '../load/pull-image.ts';
import { startSlowReaders } from '../load/slow-readers.ts';
import { watchMemory } from '../../test/resident-memory.ts';
import type { Finding, Row } from '../row.ts';
import type { Stage } from '../stage.ts';

const KiB = 1024;
const MB = 1e6;
const clients = 300;
const bytesPerSecond = 64 * KiB;
const seconds = 20;
const sampleMs = 250;

export const memory: Row = {
  name: 'memory',
  needs: ['docker-registry'],
  limitMs: 120_000,
  measure: async (stage, signal) => [await measure(stage, { workers: 1, signal }), await measure(stage, { workers: 2, signal })],
};

async function measure(stage: Stage, { workers, signal }: { readonly workers: number; readonly signal: AbortSignal }): Promise<Finding> {
  stage.say(`memory: ${clients} slow clients, workers: ${workers}`);
  const upstream = await stage.upstream();
  const { repository, layers } = await upstream.image('medium');
  const pullgate = await stage.pullgate({ upstream: upstream.address, workers });
  const authorization = await pullgate.authorization();
  await pullImage({ address: pullgate.address(), image: await upstream.image('small'), authorization, signal });

  const watch = watchMemory(pullgate.processId(), sampleMs);
  const readers = startSlowReaders({ address: pullgate.address(), path: `/v2/${repository}/blobs/${layers[0]?.digest ?? ''}`, authorization, count: clients, bytesPerSecond });
  stage.afterRow(readers.stop);
  try {
    await sleep(seconds * 1000, undefined, { signal });
  } finally {
    await watch.stop();
  }
  const read = readers.read();
  readers.stop();
  const slowest = Math.min(...read);
  // The clients' own timers run late, too.
  if (slowest < (bytesPerSecond * seconds) / 4) throw new Error(`a client got ${slowest} bytes in ${seconds} s, not the ${bytesPerSecond} a second that it would have read`);
  const peak = watch.samples.reduce((most, sample) => (sample.together > most.together ? sample : most));
  await pullgate.stop();
  return {
    what: `resident memory, ${clients} slow clients each reading a 100 MB blob, workers: ${workers}`,
    target: { bound: 'under', value: 250, unit: 'MB' },
    measured: peak.together / MB,
    raw: { processes: peak.processes, 'VmRSS added up, MB': peak.rss / MB, 'before, MB': (watch.samples[0]?.together ?? 0) / MB },
  };
}
