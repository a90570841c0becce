// What changes upstream during the soak: new images, and a tag that moves.
import { pushImage } from '../upstream/push.ts';
import type { PushedImage } from '../upstream/push.ts';

const KB = 1000;
const secondMs = 1000;
/** A tag is fresh for a minute in Pullgate; the rest is for answers under way. */
const staleMs = 75 * secondMs;

export interface MovingImages {
  readonly repository: string;
  readonly tag: string;
  /** Pushes an image that nobody has seen. */
  readonly newImage: () => Promise<PushedImage>;
  /** Lets the tag point to a new image. */
  readonly move: () => Promise<void>;
  /** Whether the tag points there, or did until a little more than a minute ago. */
  readonly mayBe: (digest: string) => boolean;
}

export async function createMovingImages(registry: string): Promise<MovingImages> {
  const repository = 'library/moving';
  const tag = 'latest';
  let images = 0;
  const push = (as: string): Promise<PushedImage> => pushImage({ registry, repository, tag: as, layerBytes: [200 * KB, 20 * KB] });
  const pointedTo = new Map<string, { untilMs: number }>();
  let current = (await push(tag)).manifest.digest;
  pointedTo.set(current, { untilMs: Infinity });
  return {
    repository,
    tag,
    newImage: () => push(`v${(images += 1)}`),
    move: async () => {
      const image = await pushImage({
        registry,
        repository,
        tag,
        layerBytes: [20 * KB],
        // Known before anybody can be answered with it.
        beforeTag: (digest) => pointedTo.set(digest, { untilMs: Infinity }),
      });
      pointedTo.set(current, { untilMs: performance.now() });
      current = image.manifest.digest;
    },
    mayBe: (digest) => (pointedTo.get(digest)?.untilMs ?? -Infinity) > performance.now() - staleMs,
  };
}
