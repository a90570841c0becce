// Assembles one image with umoci and pushes it with skopeo, as OCI or as Docker schema 2.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from './command.ts';
import { writeLayers } from './layers.ts';
import { putBlob, putManifest, readManifest } from './pushing.ts';
import type { Descriptor } from './pushing.ts';
import { hostArchitecture } from './recipe.ts';
import type { Architecture, ImageRecipe } from './recipe.ts';

export interface Assembly {
  /** The registry's address to push to. */
  readonly registry: string;
  /** A folder to work in, removed by the caller. */
  readonly folder: string;
  /** The root file system for the recipes that want one. */
  readonly rootFilesystem: string | undefined;
}

const created = '2026-01-01T00:00:00Z';
const emptyType = 'application/vnd.oci.empty.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** Builds and pushes everything that one recipe names: its manifests under all tags, and its artifacts. */
export async function assemble(recipe: ImageRecipe, assembly: Assembly): Promise<void> {
  const [firstTag = 'latest', ...otherTags] = recipe.tags;
  if (recipe.platforms === 'host') {
    const layout = await buildLayout(recipe, hostArchitecture(), assembly);
    for (const tag of recipe.tags) await push(recipe, layout, tag, assembly);
  } else {
    const manifests: Descriptor[] = [];
    for (const architecture of ['amd64', 'arm64'] as const) {
      const tag = `${firstTag}-${architecture}`;
      await push(recipe, await buildLayout(recipe, architecture, assembly), tag, assembly);
      const { descriptor } = await readManifest(assembly.registry, recipe.repository, tag);
      manifests.push({ ...descriptor, platform: { os: 'linux', architecture } });
    }
    for (const tag of [firstTag, ...otherTags]) {
      await putManifest(assembly.registry, recipe.repository, tag, { schemaVersion: 2, mediaType: indexType, manifests } as { mediaType: string });
    }
  }
  if (recipe.artifacts.length > 0) await pushArtifacts(recipe, firstTag, assembly);
}

async function buildLayout(recipe: ImageRecipe, architecture: Architecture, assembly: Assembly): Promise<string> {
  const folder = join(assembly.folder, `${recipe.repository.replace('/', '-')}-${architecture}`);
  await mkdir(folder, { recursive: true });
  const layout = join(folder, 'layout');
  const image = `${layout}:image`;
  await mustRun('umoci', ['init', '--layout', layout]);
  await mustRun('umoci', ['new', '--image', image]);
  for (const file of await writeLayers(folder, recipe, architecture, assembly.rootFilesystem)) {
    await mustRun('umoci', ['raw', 'add-layer', '--image', image, '--history.created', created, file], { timeoutMs: 300_000 });
  }
  const settings = ['--created', created, '--os', 'linux', '--architecture', architecture, '--config.cmd', '/pullgate/nothing-to-run'];
  await mustRun('umoci', ['config', '--image', image, '--no-history', ...settings]);
  return layout;
}

async function push(recipe: ImageRecipe, layout: string, tag: string, assembly: Assembly): Promise<void> {
  const target = `docker://${new URL(assembly.registry).host}/${recipe.repository}:${tag}`;
  const settings = ['--insecure-policy', 'copy', '--quiet', '--format', recipe.format, '--dest-tls-verify=false', '--dest-no-creds'];
  await mustRun('skopeo', [...settings, `oci:${layout}:image`, target], { timeoutMs: 300_000 });
}

/** OCI image spec 1.1: an artifact names its subject; the tag `sha256-HEX` lists it for registries without the referrers API. */
async function pushArtifacts(recipe: ImageRecipe, tag: string, assembly: Assembly): Promise<void> {
  const { registry } = assembly;
  const { descriptor: subject } = await readManifest(registry, recipe.repository, tag);
  const config = await putBlob(registry, recipe.repository, emptyType, Buffer.from('{}'));
  const manifests: Descriptor[] = [];
  for (const artifactType of recipe.artifacts) {
    const layer = await putBlob(registry, recipe.repository, artifactType, Buffer.from(JSON.stringify({ about: recipe.repository, artifactType })));
    const artifact = { schemaVersion: 2, mediaType: manifestType, artifactType, config, layers: [layer], subject };
    manifests.push({ ...(await putManifest(registry, recipe.repository, undefined, artifact)), artifactType });
  }
  const index = { schemaVersion: 2, mediaType: indexType, manifests };
  await putManifest(registry, recipe.repository, subject.digest.replace(':', '-'), index);
}
