// Fills a cache, while Pullgate is stopped, with many small blobs: in the files and the index that Pullgate itself would have made.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseDigest } from '../../src/core/image/digest.ts';
import type { Digest } from '../../src/core/image/digest.ts';
import { cachePaths } from '../../src/gateway/cache/path.ts';
import { openCacheIndex } from '../../src/store/cache-index/open-cache-index.ts';

const blobBytes = 512;
const blobsInRepository = 100;
const filesAtOnce = 64;

/** `folder`: the cache's, where Pullgate has been started before. `blobs` is a multiple of 100. */
export async function fillCache({ folder, blobs, signal }: { readonly folder: string; readonly blobs: number; readonly signal: AbortSignal }): Promise<void> {
  const { contentFile, indexFile } = cachePaths(folder);
  const index = openCacheIndex({ file: indexFile, log: { warn: () => undefined } });
  const folders = new Set<string>();
  const place = async (bytes: Buffer): Promise<Digest> => {
    const digest = parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    const file = contentFile(digest);
    if (!folders.has(dirname(file))) await mkdir(dirname(file), { recursive: true });
    folders.add(dirname(file));
    await writeFile(file, bytes);
    index.addContent({ digest, size: bytes.byteLength, mediaType: null, usedAtMs: Date.now() });
    return digest;
  };
  try {
    for (let first = 0; first < blobs; first += blobsInRepository) {
      signal.throwIfAborted();
      const digests: Digest[] = [];
      for (let at = first; at < first + blobsInRepository; at += filesAtOnce) {
        const count = Math.min(filesAtOnce, first + blobsInRepository - at);
        digests.push(...(await Promise.all(Array.from({ length: count }, (_value, offset) => place(contentOf(at + offset))))));
      }
      index.addLinks({ registry: 'docker.io', repository: `library/filled${first / blobsInRepository}` }, 'served', digests);
    }
  } finally {
    index.close();
  }
}

function contentOf(number: number): Buffer {
  return Buffer.alloc(blobBytes, `blob ${number} `);
}
