// Signed out: who leaves the sign-in out must not be served by somebody else.
import { closeByFiles } from '../closing-line.ts';
import { familiarName } from '../image-name.ts';
import { judgeRefused } from '../judge.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

export const trySignedOut: TryWay = async (scene) => {
  if (!scene.client.hasSignIns) return [];
  const image = scene.canaries.refused;
  const verdict = judgeRefused(await scene.ask(image, { isSignedOut: true }), { isConnected: await scene.isConnected() });
  return [findingOf(scene, 'signed out', { target: familiarName(image), verdict, close: closeByFiles(scene.client) })];
};
