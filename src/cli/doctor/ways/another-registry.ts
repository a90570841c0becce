// Another registry, which the policy does not allow: its images come from nowhere else either.
import { closeByFiles, closeByNetwork } from '../closing-line.ts';
import type { Finding } from '../finding.ts';
import { fullName } from '../image-name.ts';
import { judgeRefused } from '../judge.ts';
import { hostsOf } from '../registry-hosts.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

export const tryAnotherRegistry: TryWay = async (scene) => {
  const findings: Finding[] = [];
  for (const image of scene.canaries.elsewhere) {
    const verdict = judgeRefused(await scene.ask(image), { isConnected: await scene.isConnected() });
    const close = `${closeByFiles(scene.client)}; or ${closeByNetwork(hostsOf(image.registry))}`;
    findings.push(findingOf(scene, 'another registry', { target: fullName(image), verdict, close }));
  }
  return findings;
};
