// Makes the content of the images: folders turned into tar files whose bytes are the same on every run.
import { createCipheriv } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { mustRun } from './command.ts';
import { markerPath, markerText } from './recipe.ts';
import type { Architecture, ImageRecipe } from './recipe.ts';

/** Writes the uncompressed layers of one image into `folder` and returns their files, lowest first. */
export async function writeLayers(folder: string, recipe: ImageRecipe, architecture: Architecture, rootFilesystem: string | undefined): Promise<string[]> {
  const files: string[] = [];
  if (recipe.content === 'debian') {
    if (rootFilesystem === undefined) throw new Error(`${recipe.repository} needs a root file system`);
    files.push(await tarOf(rootFilesystem, join(folder, 'root.tar')));
  }
  const marker = join(folder, 'marker');
  await writeInto(marker, markerPath, Buffer.from(markerText(recipe.repository, architecture)));
  files.push(await tarOf(marker, join(folder, 'marker.tar')));
  if (recipe.ballastBytes > 0) {
    const ballast = join(folder, 'ballast');
    await writeInto(ballast, 'pullgate/ballast.bin', incompressible(recipe.repository, recipe.ballastBytes));
    files.push(await tarOf(ballast, join(folder, 'ballast.tar')));
  }
  return files;
}

async function writeInto(folder: string, path: string, bytes: Buffer): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
}

async function tarOf(folder: string, file: string): Promise<string> {
  // Devices and apt's caches stay out: whoever unpacks need not be allowed to make devices, and nobody reads the caches.
  const parameters = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--exclude=./dev/*', '--exclude=./var/cache/apt/*'];
  await mustRun('tar', [...parameters, '-cf', file, '-C', folder, '.'], { timeoutMs: 300_000 });
  return file;
}

/** Bytes that look random and are the same for the same name. */
function incompressible(name: string, size: number): Buffer {
  const cipher = createCipheriv('aes-128-ctr', Buffer.from(name.padEnd(16, '.').slice(0, 16)), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(size));
}
