// Ten minutes of mixed pulls: nothing fails, and memory does not grow.
import { setTimeout as sleep } from 'node:timers/promises';
import { soakMinutes } from '../command-line.ts';
import { watchMemory } from '../../test/resident-memory.ts';
import type { MemoryWatch } from '../../test/resident-memory.ts';
import type { Finding, Row } from '../row.ts';
import { runClients } from '../soak/clients.ts';
import type { ClientsResult } from '../soak/clients.ts';
import { createMovingImages } from '../soak/moving-images.ts';
import type { MovingImages } from '../soak/moving-images.ts';
import { median } from '../statistics.ts';

const MB = 1e6;
const minuteMs = 60_000;
const workers = 2;
const clients = 16;
const sampleMs = 1000;
const tagMovesMs = 15_000;
const sayMs = 30_000;

/** Shorter ones tell the growth of memory, and hold it against no target. */
export function soak(minutes: number): Row {
  return {
    name: 'soak',
    needs: ['docker-registry'],
    limitMs: minutes * minuteMs + 3 * minuteMs,
    measure: async (stage, signal) => {
      const upstream = await stage.upstream();
      const [small, layered, medium] = [await upstream.image('small'), await upstream.image('layered'), await upstream.image('medium')];
      const moving = await createMovingImages(upstream.address);
      const pullgate = await stage.pullgate({ upstream: upstream.address, workers });
      const watch = watchMemory(pullgate.processId(), sampleMs);
      const until = AbortSignal.timeout(minutes * minuteMs);
      const ended = AbortSignal.any([until, signal]);
      const progress = setInterval(() => stage.say(`soak: ${((watch.samples.at(-1)?.atMs ?? 0) / minuteMs).toFixed(1)} of ${minutes} minutes, ${((watch.samples.at(-1)?.together ?? 0) / MB).toFixed(0)} MB`), sayMs);
      try {
        const [result] = await Promise.all([
          runClients({ count: clients, pullgate, stage: { upstream: upstream.address, images: { small, layered, medium }, moving }, until, signal }),
          keepMoving(moving, ended),
        ]);
        for (const failure of result.failures) stage.say(`soak: failed: ${failure}`);
        return describe(result, watch, minutes);
      } finally {
        clearInterval(progress);
        await watch.stop();
      }
    },
  };
}

async function keepMoving(moving: MovingImages, ended: AbortSignal): Promise<void> {
  for (;;) {
    try {
      await sleep(tagMovesMs, undefined, { signal: ended });
    } catch {
      return;
    }
    await moving.move();
  }
}

function describe({ done, failed, failures }: ClientsResult, { samples }: MemoryWatch, minutes: number): readonly Finding[] {
  const between = (fromMinute: number, toMinute: number): number => median(samples.filter(({ atMs }) => atMs >= fromMinute * minuteMs && atMs < toMinute * minuteMs).map(({ together }) => together)) / MB;
  // Around minute 2 of 10, and the last minute; shorter soaks in proportion.
  const minute = minutes / soakMinutes;
  const [early, late] = [between(1.5 * minute, 2.5 * minute), between(9 * minute, 10 * minute)];
  const growth = (late / early - 1) * 100;
  const memory = { 'memory early MB': early, 'memory late MB': late };
  const pulls = Object.values(done).reduce((sum, count) => sum + count, 0);
  const first = failures[0] === undefined ? {} : { 'first failure': failures[0] };
  const raw = { minutes, done: pulls, ...done, ...memory, 'growth %': growth, ...first };
  const failedPulls: Finding = { what: `the soak, ${minutes} minutes: failed pulls`, target: { bound: 'exactly', value: 0, unit: 'pulls' }, measured: failed, raw };
  if (minutes < soakMinutes) return [failedPulls];
  return [failedPulls, { what: 'the soak: growth of memory from minute 2 to minute 10', target: { bound: 'under', value: 5, unit: '%' }, measured: growth, raw: memory }];
}
