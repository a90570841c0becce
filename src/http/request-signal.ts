// Ends the work for a request when nobody waits for its answer any more.
import type { ServerResponse } from 'node:http';
import { watchClient } from './watch-client.ts';

/** Aborts when the client goes away before its answer is out, or after `timeoutMs`. */
export function requestSignal(response: ServerResponse, { timeoutMs }: { readonly timeoutMs: number }): AbortSignal {
  return AbortSignal.any([watchClient(response).signal(), AbortSignal.timeout(timeoutMs)]);
}
