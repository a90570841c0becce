// Has a permitted write done, and answers what came of it.
import type { Answer } from './answer.ts';
import { putManifest } from './put-manifest.ts';
import { cancelUpload, finishUpload, readUploadState, sendChunk, startUpload } from './uploads.ts';
import type { WriteExchange } from './write-exchange.ts';
import type { WriteOperation } from './write-operation.ts';

/** Rejects with UpstreamError, RegistryError, BodyIncomplete, or the signal's reason. */
export async function serveWrite(operation: WriteOperation, exchange: WriteExchange): Promise<Answer> {
  switch (operation.kind) {
    case 'start-upload':
      return startUpload(exchange);
    case 'upload-state':
      return readUploadState(exchange, operation);
    case 'send-chunk':
      return sendChunk(exchange, operation);
    case 'finish-upload':
      return finishUpload(exchange, operation);
    case 'cancel-upload':
      return cancelUpload(exchange, operation);
    case 'put-manifest':
      return putManifest(exchange, operation);
    case 'delete-manifest':
      return deleted(exchange, { kind: 'manifest', reference: operation.reference });
    case 'delete-blob':
      return deleted(exchange, { kind: 'blob', digest: operation.digest });
  }
}

/** OCI distribution spec 1.1, "Content Management": where upstream does not delete, its 405 is the answer. */
async function deleted({ permit, push, signal }: WriteExchange, what: Parameters<WriteExchange['push']['delete']>[0]['what']): Promise<Answer> {
  await push.delete({ permit, what, signal });
  return { status: 202, headers: { 'cache-control': 'no-store', 'content-length': 0 } };
}
