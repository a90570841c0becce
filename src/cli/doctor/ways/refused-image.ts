// A refused image is refused, and by the gateway: by its tag, as people pull.
import { closeByFiles } from '../closing-line.ts';
import { familiarName } from '../image-name.ts';
import { judgeRefused } from '../judge.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

export const tryRefusedImage: TryWay = async (scene) => {
  const image = scene.canaries.refused;
  const verdict = judgeRefused(await scene.ask(image), { isConnected: await scene.isConnected() });
  return [findingOf(scene, 'refused image', { target: familiarName(image), verdict, close: closeByFiles(scene.client) })];
};
