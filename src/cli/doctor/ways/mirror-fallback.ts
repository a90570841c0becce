// Mirrors: a client goes on to the registry itself when its mirror refuses, unless that way ends at the gateway, too.
import type { Verdict } from '../finding.ts';
import { judgeRefused } from '../judge.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

export const tryMirrorFallback: TryWay = async (scene) => {
  const { fallbacks } = scene.settings;
  if (fallbacks.length === 0) return [];
  const verdict = judgeRefused(await scene.ask(scene.canaries.refused), { isConnected: await scene.isConnected() });
  const { setup } = scene.client;
  return fallbacks.map(({ where, mirror, close }) => {
    const whole = setup === null ? close : `${close} (pullgate setup ${setup} writes it so)`;
    return findingOf(scene, 'mirror fallback', { target: mirror, verdict: describe(verdict, where), close: whole });
  });
};

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
