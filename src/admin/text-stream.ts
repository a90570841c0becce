// A long answer as it is made: one piece at a time, when the client has taken the one before, and no further once it has left.

/**
 * `signal`: of the request; `read` is given one that tells of a client that stopped reading, too.
 * What `read` throws breaks the answer off, so that nobody takes a part of it for the whole.
 */
export function streamOfText(read: (signal: AbortSignal) => AsyncIterator<string, unknown>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const left = new AbortController();
  const gone = AbortSignal.any([signal, left.signal]);
  const pieces = read(gone);
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const piece = await pieces.next();
        if (gone.aborted) controller.error(gone.reason);
        else if (piece.done === true) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
      cancel: () => left.abort(),
    },
    { highWaterMark: 1 },
  );
}
