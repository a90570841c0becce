// Pulls an image as a client does: the manifest by tag, then its config and layers, three at a time, every digest checked.
import { Agent } from 'node:http';
import { imageMediaType } from '../upstream/push.ts';
import type { PushedImage } from '../upstream/push.ts';
import { getContent } from './get.ts';

const blobsAtOnce = 3;

export interface ImagePull {
  /** `http://127.0.0.1:PORT` of the registry or gateway. */
  readonly address: string;
  readonly image: PushedImage;
  readonly authorization: string;
  readonly signal: AbortSignal;
}

export async function pullImage({ address, image, authorization, signal }: ImagePull): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: blobsAtOnce });
  const of = `${address}/v2/${image.repository}`;
  try {
    await getContent({ address: `${of}/manifests/${image.tag}`, headers: { authorization, accept: imageMediaType }, digest: image.manifest.digest, agent, signal });
    const blobs = [image.config, ...image.layers];
    await Promise.all(blobs.map(({ digest }) => getContent({ address: `${of}/blobs/${digest}`, headers: { authorization }, digest, agent, signal })));
  } finally {
    agent.destroy();
  }
}
