// What clients do during the soak, and how often: each operation rejects when its answer is not what it has to be.
import type { Agent, IncomingMessage } from 'node:http';
import { get, getContent, open } from '../load/get.ts';
import { imageMediaType } from '../upstream/push.ts';
import type { PushedImage } from '../upstream/push.ts';
import type { ImageName } from '../upstream/start-upstream.ts';
import type { MovingImages } from './moving-images.ts';

const KiB = 1024;
const rangeBytes = 64 * KiB;

export interface Visit {
  /** `http://127.0.0.1:PORT` of Pullgate. */
  readonly gateway: string;
  readonly upstream: string;
  readonly authorization: string;
  readonly images: Readonly<Record<Exclude<ImageName, 'large'>, PushedImage>>;
  readonly moving: MovingImages;
  readonly agent: Agent;
  /** At least 0, below `limit`. */
  readonly random: (limit: number) => number;
  readonly signal: AbortSignal;
}

export interface Operation {
  readonly name: string;
  /** How many of all are of this kind, in parts of the sum. */
  readonly weight: number;
  readonly run: (visit: Visit) => Promise<void>;
}

export const operations: readonly Operation[] = [
  { name: 'manifest by tag', weight: 400, run: (visit) => manifest(visit, visit.images.small, visit.images.small.tag) },
  { name: 'manifest by digest', weight: 100, run: (visit) => manifest(visit, visit.images.layered, visit.images.layered.manifest.digest) },
  { name: 'small blob', weight: 150, run: (visit) => blob(visit, visit.images.small, visit.random(visit.images.small.layers.length)) },
  { name: 'layer of 2 MB', weight: 50, run: (visit) => blob(visit, visit.images.layered, visit.random(visit.images.layered.layers.length)) },
  { name: 'blob of 100 MB', weight: 2, run: (visit) => blob(visit, visit.images.medium, 0) },
  { name: 'range', weight: 50, run: range },
  { name: 'hang-up', weight: 40, run: hangUp },
  { name: 'denial', weight: 50, run: denial },
  { name: 'sign-in', weight: 20, run: signIn },
  { name: 'cold image', weight: 20, run: coldImage },
  { name: 'moving tag', weight: 50, run: movingTag },
];

async function manifest({ gateway, authorization, agent, signal }: Visit, { repository, manifest: { digest } }: PushedImage, reference: string): Promise<void> {
  await getContent({ address: `${gateway}/v2/${repository}/manifests/${reference}`, headers: { authorization, accept: imageMediaType }, digest, agent, signal });
}

async function blob({ gateway, authorization, agent, signal }: Visit, { repository, layers }: PushedImage, index: number): Promise<void> {
  const digest = layers[index]?.digest ?? '';
  await getContent({ address: `${gateway}/v2/${repository}/blobs/${digest}`, headers: { authorization }, digest, agent, signal });
}

/** The same part of the same blob from upstream itself tells what is right. */
async function range({ gateway, upstream, authorization, images: { medium }, agent, random, signal }: Visit): Promise<void> {
  const { digest, size } = medium.layers[0] ?? { digest: '', size: rangeBytes };
  const first = random(size - rangeBytes);
  const headers = { authorization, range: `bytes=${first}-${first + rangeBytes - 1}` };
  const path = `/v2/${medium.repository}/blobs/${digest}`;
  const [ours, theirs] = await Promise.all([get({ address: `${gateway}${path}`, headers, agent, signal }), get({ address: `${upstream}${path}`, headers, signal })]);
  if (ours.status !== 206 || ours.digest !== theirs.digest) throw new Error(`${headers.range} was answered with ${ours.status} and ${ours.size} bytes that are not upstream's`);
}

/** Takes the first piece of a large blob and goes. */
async function hangUp({ gateway, authorization, images: { medium }, signal }: Visit): Promise<void> {
  const answer = await open({ address: `${gateway}/v2/${medium.repository}/blobs/${medium.layers[0]?.digest ?? ''}`, headers: { authorization }, signal });
  if (answer.statusCode !== 200) throw new Error(`a blob was answered with ${answer.statusCode ?? 0}`);
  await firstPiece(answer);
  answer.destroy();
}

function firstPiece(answer: IncomingMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    answer.once('data', () => resolve());
    answer.once('error', reject);
    answer.once('end', () => reject(new Error('the blob was empty')));
  });
}

async function denial({ gateway, authorization, agent, random, signal }: Visit): Promise<void> {
  const { status, body } = await get({ address: `${gateway}/v2/someone${random(1000)}/image/manifests/latest`, headers: { authorization, accept: imageMediaType }, agent, signal });
  if ((status !== 401 && status !== 403) || !body.includes('image access denied')) throw new Error(`what is to be denied was answered with ${status}: ${body.toString().slice(0, 200)}`);
}

/** Without a token there is a challenge; without credentials the token is the anonymous person's. */
async function signIn({ gateway, agent, signal }: Visit): Promise<void> {
  const challenged = await get({ address: `${gateway}/v2/`, headers: {}, agent, signal });
  if (challenged.status !== 401) throw new Error(`a request without a token was answered with ${challenged.status}`);
  const given = await get({ address: `${gateway}/token?service=bench`, headers: {}, agent, signal });
  if (given.status !== 200) throw new Error(`the token endpoint answered with ${given.status}`);
}

/** Nobody has pulled it before. */
async function coldImage(visit: Visit): Promise<void> {
  const image = await visit.moving.newImage();
  await manifest(visit, image, image.tag);
  for (let index = 0; index < image.layers.length; index += 1) await blob(visit, image, index);
}

/** The tag has moved and will again: the answer is one of the manifests that it pointed to lately. */
async function movingTag({ gateway, authorization, moving, agent, signal }: Visit): Promise<void> {
  const { status, digest } = await get({ address: `${gateway}/v2/${moving.repository}/manifests/${moving.tag}`, headers: { authorization, accept: imageMediaType }, agent, signal });
  if (status !== 200 || !moving.mayBe(digest)) throw new Error(`the moving tag was answered with ${status} and ${digest}, where it has not pointed lately`);
}
