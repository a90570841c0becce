// Writes to a client at its pace, and notices when it has left or takes nothing more.
import type { ServerResponse } from 'node:http';

const minuteMs = 60_000;
/** A client that takes not one piece for so long is cut off. */
const stallLimitMs = 5 * minuteMs;

export interface ClientWriter {
  /** Aborts when the client has left. */
  readonly signal: AbortSignal;
  /** Resolves when the bytes' memory may be used again. Rejects when the client has left. One at a time. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Stops looking. */
  readonly close: () => void;
}

export function openClientWriter(response: ServerResponse, stallMs = stallLimitMs): ClientWriter {
  const left = new AbortController();
  let isWriting = false;
  let rejectWrite: ((error: Error) => void) | undefined;
  const onClose = (): void => {
    const error = new Error('the client has left');
    left.abort(error);
    rejectWrite?.(error);
  };
  response.on('close', onClose);
  if (response.destroyed || response.closed) onClose();
  const stall = setTimeout(() => {
    if (isWriting) response.destroy();
    else stall.refresh();
  }, stallMs).unref();

  return {
    signal: left.signal,
    write: async (bytes) => {
      left.signal.throwIfAborted();
      stall.refresh();
      isWriting = true;
      try {
        await new Promise<void>((resolve, reject) => {
          rejectWrite = reject;
          response.write(bytes, (error) => {
            if (error) reject(error);
            else resolve();
          });
        });
      } finally {
        isWriting = false;
      }
    },
    close: () => {
      clearTimeout(stall);
      response.off('close', onClose);
    },
  };
}
