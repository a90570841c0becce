// By digest: some mirrors are asked for tags alone, or for digests alone.
import { parseDigest } from '../../../core/image/digest.ts';
import { closeByFiles } from '../closing-line.ts';
import { familiarName } from '../image-name.ts';
import { judgeRefused } from '../judge.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

/** Of no manifest: who answers is the question, not what. */
const unusedDigest = parseDigest(`sha256:${'d0c7'.repeat(16)}`);

export const tryByDigest: TryWay = async (scene) => {
  const { registry, repository } = scene.canaries.refused;
  const image = { registry, repository, digest: unusedDigest };
  const verdict = judgeRefused(await scene.ask(image), { isConnected: await scene.isConnected() });
  return [findingOf(scene, 'by digest', { target: `${familiarName({ registry, repository }).replace(/:latest$/, '')}@sha256:...`, verdict, close: closeByFiles(scene.client) })];
};
