// Whether somebody still waits for an answer.
import type { ServerResponse } from 'node:http';

export interface WatchedClient {
  /** Whether the client went away before its answer was out. */
  readonly hasLeft: () => boolean;
  /** Aborts when it does. Made when first asked for: most answers are at hand, and need none. */
  readonly signal: () => AbortSignal;
}

export function watchClient(response: ServerResponse): WatchedClient {
  let gone: AbortController | undefined;
  const hasLeft = (): boolean => response.destroyed && !response.writableFinished;
  const watch = (): AbortController => {
    const made = new AbortController();
    if (hasLeft()) made.abort();
    else response.once('close', () => hasLeft() && made.abort());
    return made;
  };
  return { hasLeft, signal: () => (gone ??= watch()).signal };
}
