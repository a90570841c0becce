// Large buffers for the few clients that take bytes as fast as they can be read; the many slow ones make do with small buffers of their own.
const KiB = 1024;
const bufferBytes = 512 * KiB;
/** As many clients at once are quick at most: all of this memory is 16 MiB. */
const buffersMax = 32;

export interface QuickBuffers {
  /** Undefined when all are in use. */
  readonly take: () => Buffer | undefined;
  readonly giveBack: (buffer: Buffer) => void;
}

/** One for a process. Buffers are made when they are first needed. */
export function createQuickBuffers(): QuickBuffers {
  const free: Buffer[] = [];
  let made = 0;
  return {
    take: () => {
      const buffer = free.pop();
      if (buffer !== undefined || made === buffersMax) return buffer;
      made += 1;
      return Buffer.allocUnsafeSlow(bufferBytes);
    },
    giveBack: (buffer) => void free.push(buffer),
  };
}
