// Without the proxy variables: whoever starts a client can leave them out.
import { closeByNetwork } from '../closing-line.ts';
import { familiarName } from '../image-name.ts';
import { judgeRefused } from '../judge.ts';
import { hostsOf } from '../registry-hosts.ts';
import { findingOf } from '../scene.ts';
import type { TryWay } from '../scene.ts';

export const tryWithoutProxy: TryWay = async (scene) => {
  if (!scene.client.takesProxyOfShell || scene.settings.proxy === undefined) return [];
  const image = scene.canaries.refused;
  const verdict = judgeRefused(await scene.ask(image, { isWithoutProxy: true }), { isConnected: await scene.isConnected() });
  return [findingOf(scene, 'without the proxy', { target: familiarName(image), verdict, close: closeByNetwork(hostsOf(image.registry)) })];
};
