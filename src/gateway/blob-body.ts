// The body of an answer that is read from a blob's file while it is sent.
import type { ServerResponse } from 'node:http';

export interface BlobBody {
  /** Bytes that will be sent; undefined while upstream has not told. */
  readonly size: number | undefined;
  /** Sends and ends, after the head was written. Rejects, with the connection broken, when the content fails or the client leaves. */
  readonly send: (response: ServerResponse) => Promise<void>;
  /** Lets go of it unsent. */
  readonly discard: () => void;
}
