// Frees the memory of bytes that have served, without waiting for the garbage collector.

/**
 * Frees the memory of a piece that nobody looks at any more; the piece is empty from then on. Left to the garbage collector, what a large
 * blob passes through makes it mark the whole heap every few megabytes, which costs more than the blob's way from socket to file.
 * Only where the piece is all of its memory: other views of it would find it gone.
 */
export function giveBackMemory({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) buffer.transfer(0);
}
