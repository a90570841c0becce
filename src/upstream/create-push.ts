// The writing side of an upstream's client.
import { InvalidDigest, parseDigest } from '../core/image/digest.ts';
import type { Digest } from '../core/image/digest.ts';
import { headerOf } from './connection.ts';
import type { Exchange, ExchangeOptions } from './exchange.ts';
import type { Places } from './places.ts';
import { createPushExchange } from './push-exchange.ts';
import { cancelUpload, finishUpload, readUploadState, sendChunk, startUpload } from './uploads.ts';
import type { UploadOptions } from './uploads.ts';
import type { Deleted, UploadBody, UpstreamPush } from './upstream-push.ts';

export interface PushOptions {
  readonly exchange: ExchangeOptions;
  readonly urlOf: Exchange['urlOf'];
  /** Of the bodies that may be under way, in either direction. */
  readonly places: Places;
}

export function createPush({ exchange: options, urlOf, places }: PushOptions): UpstreamPush {
  const exchange = createPushExchange(options);
  const uploads: UploadOptions = { exchange, uploadsOf: (repository, query) => urlOf({ repository, path: 'blobs/uploads/', ...(query === undefined ? {} : { query }) }) };

  /** A body that waits for its turn is not read; that of an upload which gets none is let go. */
  const inTurn = async <T>({ signal, body }: { readonly signal: AbortSignal; readonly body?: UploadBody }, send: () => Promise<T>): Promise<T> => {
    if (body === undefined) return send();
    const leave = await places.enter(signal).catch((error: unknown) => {
      body.stream.destroy();
      throw error;
    });
    return send().finally(leave);
  };

  return {
    startUpload: (query) => startUpload(uploads, query),
    sendChunk: (query) => inTurn(query, () => sendChunk(uploads, query)),
    finishUpload: (query) => inTurn(query, () => finishUpload(uploads, query)),
    uploadState: (query) => readUploadState(uploads, query),
    cancelUpload: (query) => cancelUpload(uploads, query),
    putManifest: async ({ repository, reference, mediaType, bytes, as, signal }) => {
      const what: Deleted = { kind: 'manifest', reference };
      const url = urlOf({ repository, path: pathOf(what) });
      const answer = await exchange.ask({ method: 'PUT', url, repository, headers: { 'content-type': mediaType }, body: bytes, accepts: [200, 201, 202], what: nameOf(repository, what), as, signal });
      const subject = readSubject(headerOf(answer, 'oci-subject'));
      return subject === undefined ? {} : { subject };
    },
    delete: async ({ repository, what, as, signal }) => {
      const url = urlOf({ repository, path: pathOf(what) });
      await exchange.ask({ method: 'DELETE', url, repository, accepts: [200, 202, 204], what: nameOf(repository, what), as, signal });
    },
  };
}

function readSubject(header: string | undefined): Digest | undefined {
  if (header === undefined) return undefined;
  try {
    return parseDigest(header);
  } catch (error) {
    if (error instanceof InvalidDigest) return undefined;
    throw error;
  }
}

function pathOf(what: Deleted): string {
  if (what.kind === 'blob') return `blobs/${what.digest}`;
  return `manifests/${what.reference.kind === 'tag' ? what.reference.tag : what.reference.digest}`;
}

function nameOf(repository: string, what: Deleted): string {
  if (what.kind === 'blob') return `blob ${what.digest} of ${repository}`;
  return what.reference.kind === 'tag' ? `${repository}:${what.reference.tag}` : `${repository}@${what.reference.digest}`;
}
