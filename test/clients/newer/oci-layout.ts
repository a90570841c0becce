// Finds the marker file in an image that a client copied into an OCI image layout: a folder with index.json and blobs/.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../upstream/command.ts';
import type { Descriptor } from '../../upstream/pushing.ts';
import { hostArchitecture, markerPath } from '../../upstream/recipe.ts';

interface ManifestOrIndex {
  readonly manifests?: readonly Descriptor[];
  readonly layers?: readonly Descriptor[];
}

/** The marker file's text, of the image for this machine where the layout has several. */
export async function markerInLayout(folder: string): Promise<string> {
  const blobOf = ({ digest }: Descriptor): string => join(folder, 'blobs', digest.replace(':', '/'));
  let document = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as ManifestOrIndex;
  while (document.manifests !== undefined) {
    const all = document.manifests;
    const chosen = all.find(({ platform }) => platform?.architecture === hostArchitecture()) ?? all[0];
    if (chosen === undefined) throw new Error(`${folder} holds an empty index`);
    document = JSON.parse(await readFile(blobOf(chosen), 'utf8')) as ManifestOrIndex;
  }
  for (const layer of document.layers ?? []) {
    const found = await run('tar', ['-xzOf', blobOf(layer), `./${markerPath}`]);
    if (found.status === 0) return found.stdout;
  }
  throw new Error(`no layer holds ${markerPath}`);
}
