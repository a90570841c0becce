// What a whole file's tests share is taken down after them, the last first.
import { after } from 'node:test';

/** Both a test's context and a suite can do it. */
export interface Cleanup {
  readonly after: (undo: () => Promise<void>) => void;
}

/** To be called where the suite is described. */
export function cleanupAfterSuite(): Cleanup {
  const undoing = new AsyncDisposableStack();
  after(() => undoing.disposeAsync());
  return { after: (undo) => undoing.defer(undo) };
}
