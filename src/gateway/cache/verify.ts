// Reads all content again and holds it against its digests; what is wrong goes, and what the index has wrong is mended.
import type { Digest } from '../../core/image/digest.ts';
import type { CacheIndex, StoredContent } from './cache-index.port.ts';
import { hashFile, pieceBytes } from './hash-file.ts';
import { recount, reconcileShard } from './reconcile.ts';
import type { ReconcileParts } from './reconcile.ts';
import { isMissing, prefixOf, shards } from './stored-files.ts';

export const contentProblems = [
  'wrong-bytes', // the file does not have its digest: removed
  'unreadable', // the disk does not give the file: removed
  'wrong-size', // the index had another size: corrected
  'file-missing', // the index had content without a file: forgotten
  'not-indexed', // a file that the index did not know: added
] as const;
export type ContentProblem = (typeof contentProblems)[number];

export interface WrongContent {
  readonly digest: Digest;
  readonly problem: ContentProblem;
}

export interface VerifyProgress {
  /** Contents looked at, of so many that were there at the start. */
  readonly checked: number;
  readonly total: number;
  /** Bytes read, of so many. */
  readonly bytes: number;
  readonly totalBytes: number;
  readonly wrong: readonly WrongContent[];
}

export interface VerifyParts extends ReconcileParts {
  readonly index: ReconcileParts['index'] & Pick<CacheIndex, 'addContent'>;
}

export interface VerifyOptions {
  /** Files newer than this (ms since the epoch) are not missed in the index: they are being put in place. */
  readonly beforeMs: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: VerifyProgress) => void;
}

/** Resolves when all content has been read. Rejects with Node's error for a folder that cannot be read, StorageFailed, or the signal's reason. */
export async function verify(parts: VerifyParts, { beforeMs, signal, onProgress }: VerifyOptions): Promise<void> {
  const { blobs, manifests, bytes: totalBytes } = parts.index.totals();
  const wrong: WrongContent[] = [];
  let progress: VerifyProgress = { checked: 0, total: blobs + manifests, bytes: 0, totalBytes, wrong };
  const report = (change: Partial<VerifyProgress>): void => {
    progress = { ...progress, ...change };
    onProgress(progress);
  };
  const piece = Buffer.allocUnsafe(pieceBytes);
  const onPiece = (read: number): void => report({ bytes: progress.bytes + read });
  report({});
  for (const shard of shards) {
    signal.throwIfAborted();
    const { dropped, adopted } = await reconcileShard(parts, shard, beforeMs);
    wrong.push(...dropped.map((digest) => ({ digest, problem: 'file-missing' as const })), ...adopted.map((digest) => ({ digest, problem: 'not-indexed' as const })));
    report({ checked: progress.checked + dropped.length });
    for (const row of parts.index.contentUnder(prefixOf(shard))) {
      const problem = await check(parts, row, { piece, signal, onPiece });
      if (problem !== undefined) wrong.push({ digest: row.digest, problem });
      report({ checked: progress.checked + 1 });
    }
  }
  recount(parts);
}

/** Reads one file, and mends what is wrong with it. Undefined: nothing, or it went while it was read. */
async function check({ paths, index, content }: VerifyParts, { digest, size }: StoredContent, reading: Parameters<typeof hashFile>[2]): Promise<ContentProblem | undefined> {
  const algorithm = digest.slice(0, digest.indexOf(':'));
  const remove = async (problem: ContentProblem): Promise<ContentProblem | undefined> => {
    if (index.content(digest) === undefined) return undefined;
    await content.remove(digest);
    return problem;
  };
  try {
    const found = await hashFile(paths.contentFile(digest), algorithm, reading);
    if (found.digest !== digest) return await remove('wrong-bytes');
    const row = index.content(digest);
    if (found.size === size || row === undefined) return undefined;
    index.addContent({ ...row, size: found.size });
    return 'wrong-size';
  } catch (error) {
    reading.signal.throwIfAborted();
    if (isMissing(error)) return remove('file-missing');
    if (!isReadFailure(error)) throw error;
    return remove('unreadable');
  }
}

/** Whether the disk failed at this one file. */
function isReadFailure(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EIO' || error.code === 'EBADMSG' || error.code === 'EUCLEAN');
}
