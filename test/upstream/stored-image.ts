// What the tests may know about an image of the upstream: digests, blobs, and the text that its marker file holds.
import { readManifest } from './pushing.ts';
import type { Descriptor } from './pushing.ts';
import { hostArchitecture, markerText } from './recipe.ts';
import type { ImageRecipe } from './recipe.ts';

export interface StoredImage {
  readonly repository: string;
  readonly tags: readonly string[];
  readonly isPrivate: boolean;
  /** What the tags point to: a manifest, or an index. */
  readonly target: Descriptor;
  /** The manifest for this machine: `target` itself unless that is an index. */
  readonly manifest: Descriptor;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  /** Manifests of all platforms; one for a plain image. */
  readonly platforms: readonly Descriptor[];
  readonly artifacts: readonly Descriptor[];
  /** Content of the marker file in the image for this machine. */
  readonly markerText: string;
}

/** The image of a repository; an unknown name is a mistake in the test. */
export function imageOf(images: readonly StoredImage[], repository: string): StoredImage {
  const image = images.find((candidate) => candidate.repository === repository);
  if (image === undefined) throw new Error(`the upstream of the tests holds no ${repository}`);
  return image;
}

/** Reads back what was pushed, so that the description can't differ from the store. */
export function describeImages(registry: string, recipes: readonly ImageRecipe[]): Promise<StoredImage[]> {
  return Promise.all(recipes.map((recipe) => describeImage(registry, recipe)));
}

async function describeImage(registry: string, recipe: ImageRecipe): Promise<StoredImage> {
  const { repository, tags, isPrivate } = recipe;
  const { descriptor: target, bytes } = await readManifest(registry, repository, tags[0] ?? 'latest');
  const listed = (JSON.parse(bytes.toString()) as { manifests?: Descriptor[] }).manifests;
  const platforms = listed ?? [target];
  const manifest = platforms.find((one) => one.platform?.architecture === hostArchitecture()) ?? target;
  const parsed = JSON.parse((await readManifest(registry, repository, manifest.digest)).bytes.toString()) as { config: Descriptor; layers: Descriptor[] };
  const artifacts = recipe.artifacts.length === 0 ? [] : await listArtifacts(registry, repository, target);
  const text = markerText(repository, hostArchitecture());
  return { repository, tags, isPrivate, target, manifest, config: parsed.config, layers: parsed.layers, platforms, artifacts, markerText: text };
}

async function listArtifacts(registry: string, repository: string, subject: Descriptor): Promise<Descriptor[]> {
  const { bytes } = await readManifest(registry, repository, subject.digest.replace(':', '-'));
  return (JSON.parse(bytes.toString()) as { manifests: Descriptor[] }).manifests;
}
