// How long after the owner's change every worker decides by it.
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { get } from '../load/get.ts';
import type { Row } from '../row.ts';
import { median } from '../statistics.ts';
import { imageMediaType } from '../upstream/push.ts';

const workers = 2;
/** So many that no worker has none: connections go to one or the other by chance or in turn. */
const connections = 24;
const pauseMs = 20;
const changes = 10;
const limitMs = 10_000;

interface Watcher {
  isPermitted: boolean | undefined;
  /** When the answer changed to what it is. */
  sinceMs: number;
}

export const settings: Row = {
  name: 'settings',
  needs: ['docker-registry'],
  limitMs: 120_000,
  measure: async (stage, signal) => {
    const upstream = await stage.upstream();
    const { repository, tag } = await upstream.image('small');
    const pullgate = await stage.pullgate({ upstream: upstream.address, workers });
    const address = `${pullgate.address()}/v2/${repository}/manifests/${tag}`;
    const stopping = new AbortController();
    const ended = AbortSignal.any([signal, stopping.signal]);
    const watchers = Array.from({ length: connections }, (): Watcher => ({ isPermitted: undefined, sinceMs: 0 }));

    const watch = async (watcher: Watcher): Promise<void> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      try {
        while (!ended.aborted) {
          const { status } = await get({ address, headers: { accept: imageMediaType, authorization: await pullgate.authorization() }, agent, signal: ended });
          if (status !== 200 && status !== 401 && status !== 403) throw new Error(`a manifest was answered with ${status}`);
          const isPermitted = status === 200;
          if (watcher.isPermitted !== isPermitted) Object.assign(watcher, { isPermitted, sinceMs: performance.now() });
          await sleep(pauseMs, undefined, { signal: ended });
        }
      } finally {
        agent.destroy();
      }
    };
    const watching = Promise.all(watchers.map(watch));
    watching.catch(() => undefined);

    const tookMs: number[] = [];
    try {
      await untilAll(watchers, true);
      for (let change = 0; change < changes; change += 1) {
        stage.say(`settings: change ${change + 1} of ${changes}`);
        const isPermitted = change % 2 === 1;
        const startedMs = performance.now();
        await pullgate.changeSettings({ restricted_images: { allow_official_images: isPermitted } });
        await Promise.race([untilAll(watchers, isPermitted), watching]);
        tookMs.push(Math.max(...watchers.map(({ sinceMs }) => sinceMs)) - startedMs);
        // The next change comes at another moment of whatever the workers do in turns.
        await sleep(50 + 37 * change, undefined, { signal });
      }
    } finally {
      stopping.abort();
      await watching.catch(() => undefined);
    }
    return [
      {
        what: `a settings change to its effect in every worker, worst of ${changes}`,
        target: { bound: 'under', value: 1000, unit: 'ms' },
        measured: Math.max(...tookMs),
        raw: { workers, connections, 'median ms': median(tookMs), 'each ms': tookMs.map(Math.round) },
      },
    ];
  },
};

async function untilAll(watchers: readonly Watcher[], isPermitted: boolean): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (watchers.some((watcher) => watcher.isPermitted !== isPermitted)) {
    if (performance.now() > deadline) throw new Error(`after ${limitMs / 1000} s not every connection is answered with ${isPermitted ? 'the manifest' : 'a denial'}`);
    await sleep(5);
  }
}
