// The files that are in place, a small part of them at a time: a cache may hold hundreds of thousands.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InvalidDigest, parseDigest } from '../../core/image/digest.ts';
import type { Digest } from '../../core/image/digest.ts';
import type { CachePaths } from './path.ts';

/** One of the folders that content is spread over: `sha256` and `3f`. */
export interface Shard {
  readonly algorithm: string;
  readonly digits: string;
}

/** Every shard that there can be, of each algorithm that parseDigest takes. */
export const shards: readonly Shard[] = ['sha256', 'sha512'].flatMap((algorithm) =>
  Array.from({ length: 256 }, (_, number) => ({ algorithm, digits: number.toString(16).padStart(2, '0') })),
);

/** The beginning of all digests in the shard, as the index is asked for them. */
export function prefixOf({ algorithm, digits }: Shard): string {
  return `${algorithm}:${digits}`;
}

/** The content whose file is in the shard, in no order. What has another name, or is no file, is somebody else's. @throws Node's error for a folder that cannot be read */
export async function listShard({ contentFolder }: Pick<CachePaths, 'contentFolder'>, shard: Shard): Promise<readonly Digest[]> {
  const { algorithm, digits } = shard;
  const entries = await readdir(join(contentFolder, algorithm, digits), { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  return entries.flatMap((entry) => (entry.isFile() && entry.name.startsWith(digits) ? digestOf(`${algorithm}:${entry.name}`) : []));
}

/** Whether an operation failed because there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function digestOf(text: string): readonly Digest[] {
  try {
    return [parseDigest(text)];
  } catch (error) {
    if (error instanceof InvalidDigest) return [];
    throw error;
  }
}
