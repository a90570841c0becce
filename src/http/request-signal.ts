// Ends the work for a request when nobody waits for its answer any more.
import type { ServerResponse } from 'node:http';

/** Aborts when the client goes away before its answer is out, or after `timeoutMs`. */
export function requestSignal(response: ServerResponse, { timeoutMs }: { readonly timeoutMs: number }): AbortSignal {
  const gone = new AbortController();
  if (response.destroyed) gone.abort();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return AbortSignal.any([gone.signal, AbortSignal.timeout(timeoutMs)]);
}
