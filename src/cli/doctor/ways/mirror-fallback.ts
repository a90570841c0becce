// Mirrors: a client goes on to the registry itself when its mirror refuses, unless that way ends at the gateway, too.
import type { Verdict } from '../finding.ts';
import { judgeRefused } from '../judge.ts';
import { findingOf } from '../scene.ts';
import type { Scene, TryWay } from '../scene.ts';

export const tryMirrorFallback: TryWay = async (scene) => {
  const { fallbacks } = scene.settings;
  if (fallbacks.length === 0) return [];
  const verdict = await askBehind(scene);
  const { setup } = scene.client;
  return fallbacks.map(({ where, mirror, close }) => {
    const whole = setup === null ? close : `${close} (pullgate setup ${setup} writes it so)`;
    return findingOf(scene, 'mirror fallback', { target: mirror, verdict: describe(verdict, where), close: whole });
  });
};

/** Where the client prints what the mirror said and nothing more, an image that Docker Hub has shows whether it went on. */
async function askBehind({ canaries: { refused, existing }, ask, isConnected }: Scene): Promise<Verdict> {
  const first = judgeRefused(await ask(refused), { isConnected: await isConnected() });
  if (first.result === 'leaks') return first;
  if (existing === undefined) return { result: 'untried', detail: 'it takes an image that Docker Hub has and the policy refuses: name one with --existing' };
  return judgeRefused(await ask(existing), { isConnected: await isConnected() });
}

function describe({ result, detail }: Verdict, where: string): Verdict {
  switch (result) {
    case 'leaks':
      return { result, detail: `${where}: what the mirror refuses is asked for at Docker Hub: ${detail}` };
    case 'covered':
      return { result, detail: `${where}: what is behind the mirror is closed, too` };
    case 'untried':
      return { result, detail: `${where}: ${detail}` };
  }
}
