// Builds the upstream's images once into `.cache/upstream/` of the checkout and says what they are; later runs reuse them.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assemble } from './assemble.ts';
import { withLock } from './lock.ts';
import { imageRecipes } from './recipe.ts';
import type { ImageRecipe } from './recipe.ts';
import { startRegistryProcess } from './registry-process.ts';
import { buildRootFilesystem, rootFilesystemObstacle } from './root-filesystem.ts';
import { describeImages } from './stored-image.ts';
import type { StoredImage } from './stored-image.ts';

export interface UpstreamImages {
  /** docker-registry's storage. */
  readonly folder: string;
  readonly images: readonly StoredImage[];
  /** Why library/debian, the large one, is missing, with the line that helps; undefined when it is there. */
  readonly largeImageObstacle: string | undefined;
}

const defaultFolder = fileURLToPath(new URL('../../.cache/upstream/', import.meta.url));
const descriptionName = 'images.json';
const buildingPrefix = 'building-';
// Any change of these files makes another image store.
const recipeFiles = ['recipe.ts', 'layers.ts', 'assemble.ts', 'root-filesystem.ts', 'stored-image.ts'];

/** Returns the image store, building it when this version of it isn't cached yet (about a minute; processes wait for each other). */
export async function prepareImages(folder: string = defaultFolder): Promise<UpstreamImages> {
  // A whole store that is there already serves those, too, who could not build it.
  const whole = await readStore(homeOf(folder, imageRecipes), undefined);
  if (whole !== undefined) return whole;
  let obstacle = rootFilesystemObstacle();
  if (obstacle === undefined) {
    try {
      return await cached(folder, imageRecipes, undefined);
    } catch (error) {
      obstacle = `debootstrap failed: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return cached(folder, imageRecipes.filter((recipe) => recipe.content !== 'debian'), obstacle);
}

async function cached(folder: string, recipes: readonly ImageRecipe[], largeImageObstacle: string | undefined): Promise<UpstreamImages> {
  const home = homeOf(folder, recipes);
  const there = await readStore(home, largeImageObstacle);
  if (there !== undefined) return there;
  await mkdir(folder, { recursive: true });
  return withLock(join(folder, 'lock'), async () => {
    const made = await readStore(home, largeImageObstacle);
    if (made !== undefined) return made;
    await build(folder, home, recipes);
    const built = await readStore(home, largeImageObstacle);
    if (built === undefined) throw new Error(`${home} was not written`);
    return built;
  });
}

async function readStore(home: string, largeImageObstacle: string | undefined): Promise<UpstreamImages | undefined> {
  try {
    const images = JSON.parse(await readFile(join(home, descriptionName), 'utf8')) as StoredImage[];
    return { folder: join(home, 'registry'), images, largeImageObstacle };
  } catch {
    return undefined;
  }
}

/** Builds beside and moves into place last, so that a broken build is never taken for a store. */
async function build(folder: string, home: string, recipes: readonly ImageRecipe[]): Promise<void> {
  // The lock is ours: what lies about is of a build that was killed.
  const left = (await readdir(folder)).filter((name) => name.startsWith(buildingPrefix));
  for (const name of left) await rm(join(folder, name), { recursive: true, force: true });
  const work = await mkdtemp(join(folder, buildingPrefix));
  const store = join(work, 'store');
  const storage = join(store, 'registry');
  await mkdir(storage, { recursive: true });
  const registry = await startRegistryProcess({ folder: storage, isReadOnly: false });
  try {
    const rootFilesystem = recipes.some((recipe) => recipe.content === 'debian') ? join(work, 'root') : undefined;
    if (rootFilesystem !== undefined) await buildRootFilesystem(rootFilesystem);
    for (const recipe of recipes) await assemble(recipe, { registry: registry.address, folder: work, rootFilesystem });
    await writeFile(join(store, descriptionName), JSON.stringify(await describeImages(registry.address, recipes), undefined, 2));
    await rm(home, { recursive: true, force: true });
    await rename(store, home);
  } finally {
    await registry.stop();
    await rm(work, { recursive: true, force: true });
  }
}

/** Where the store of these recipes is kept. */
function homeOf(folder: string, recipes: readonly ImageRecipe[]): string {
  const hash = createHash('sha256').update(process.arch);
  for (const recipe of recipes) hash.update(`${recipe.repository}\n`);
  for (const name of recipeFiles) hash.update(readFileSync(new URL(name, import.meta.url)));
  return join(folder, hash.digest('hex').slice(0, 16));
}
