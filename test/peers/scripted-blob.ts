// An upstream's answer to a blob request that a test feeds piece by piece, as a stand-in for the foreign registry.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { parseDigest } from '../../src/core/image/digest.ts';
import type { Digest } from '../../src/core/image/digest.ts';
import type { UpstreamBlob } from '../../src/upstream/upstream-registry.ts';

export interface ScriptedBlob {
  /** As the flight calls it; `asked` counts. */
  readonly fetch: (from: number, signal: AbortSignal) => Promise<UpstreamBlob>;
  readonly asked: () => number;
  readonly body: Readable;
  readonly send: (bytes: Buffer) => void;
  readonly end: () => void;
}

export function sha256(bytes: Buffer): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

/** Answers 200 and then as it is told. The signal breaks the body off, as upstream's client does. */
export function scriptBlob(size?: number): ScriptedBlob {
  let asked = 0;
  const body = new Readable({ read: () => undefined });
  return {
    fetch: (_from, signal) => {
      asked += 1;
      signal.addEventListener('abort', () => void body.destroy(signal.reason as Error), { once: true });
      return Promise.resolve({ status: 200, headers: { 'content-type': 'application/octet-stream' }, ...(size === undefined ? {} : { size }), body });
    },
    asked: () => asked,
    body,
    // A copy: what comes from a network is its reader's, who may free its memory.
    send: (bytes) => void body.push(Buffer.from(bytes)),
    end: () => void body.push(null),
  };
}
