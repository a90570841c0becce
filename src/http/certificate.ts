// Reads a certificate and its key, and notices when their files change.
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createSecureContext } from 'node:tls';

export interface CertificateFiles {
  /** PEM: the certificate, then its chain. */
  readonly certificateFile: string;
  /** PEM, not encrypted. */
  readonly keyFile: string;
}

export interface CertificatePair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** The files cannot be read, or hold no certificate and key that belong together. */
export class InvalidCertificate extends Error {
  constructor({ certificateFile, keyFile }: CertificateFiles, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`certificate ${certificateFile} and key ${keyFile} cannot be used (${reason}): check that both are PEM files that belong together`, { cause });
    this.name = 'InvalidCertificate';
  }
}

/** @throws InvalidCertificate */
export async function readCertificate(files: CertificateFiles): Promise<CertificatePair> {
  try {
    const [cert, key] = await Promise.all([readFile(files.certificateFile), readFile(files.keyFile)]);
    createSecureContext({ cert, key });
    return { cert, key };
  } catch (error) {
    throw new InvalidCertificate(files, error);
  }
}

/** Tells one state of the files from another. Taken before they are read, so that no change is missed in between. */
export async function fingerprintOf({ certificateFile, keyFile }: CertificateFiles): Promise<string> {
  return (await Promise.all([certificateFile, keyFile].map(fingerprint))).join();
}

/** Both files are written one after the other: wait until they have settled. */
const settleMs = 100;

/**
 * Calls `onChange` after either file's content may have changed from what it was at the fingerprint `known`. The folder is watched, since tools replace files by renaming; and
 * the files are looked at every `pollMs`, since Kubernetes swaps a symbolic link further up and network file systems tell nothing.
 * Returns the way to stop.
 */
export function watchCertificate(files: CertificateFiles, { pollMs, known, onChange }: { readonly pollMs: number; readonly known: string; readonly onChange: () => void }): () => void {
  const watchers = [...new Set([files.certificateFile, files.keyFile].map((file) => dirname(file)))].map((folder) => watchFolder(folder, () => void look()));
  const poll = setInterval(() => void look(), pollMs).unref();
  let settle: NodeJS.Timeout | undefined;
  let seen = known;
  let isStopped = false;

  const look = async (): Promise<void> => {
    const now = await fingerprintOf(files);
    if (isStopped || now === seen) return;
    seen = now;
    clearTimeout(settle);
    settle = setTimeout(onChange, settleMs).unref();
  };
  void look();

  return () => {
    isStopped = true;
    clearInterval(poll);
    clearTimeout(settle);
    for (const watcher of watchers) watcher?.close();
  };
}

/** Follows symbolic links, so that a swapped link shows as another file. */
async function fingerprint(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(':');
  } catch {
    return 'absent';
  }
}

/** Undefined where the system cannot watch (too many watches, a network file system): the poll remains. */
function watchFolder(folder: string, onEvent: () => void): FSWatcher | undefined {
  try {
    return watch(folder, { persistent: false }, onEvent).on('error', onEvent);
  } catch {
    return undefined;
  }
}
