// Clients with a slow connection: each reads a little, then waits.
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface SlowReadersOptions {
  readonly address: string;
  readonly path: string;
  readonly authorization: string;
  readonly count: number;
  readonly bytesPerSecond: number;
}

export interface SlowReaders {
  /** Bytes that each has read, its answer's head included. Throws when one was refused or cut off. */
  readonly read: () => readonly number[];
  /** Cuts all. */
  readonly stop: () => void;
}

const readsPerSecond = 4;

/** Begins them all at once. They read what the kernel holds for them in small pieces, so that its buffers fill and the sender waits. */
export function startSlowReaders({ address, path, authorization, count, bytesPerSecond }: SlowReadersOptions): SlowReaders {
  const { hostname, port, host } = new URL(address);
  const pieceBytes = Math.floor(bytesPerSecond / readsPerSecond);
  const shared = Buffer.alloc(pieceBytes);
  const failures: string[] = [];
  const readers = Array.from({ length: count }, () => {
    const reader = { bytes: 0, socket: undefined as Socket | undefined, timer: undefined as NodeJS.Timeout | undefined };
    const onPiece = (size: number): boolean => {
      const head = shared.toString('latin1', 0, 12);
      if (reader.bytes === 0 && head !== 'HTTP/1.1 200') failures.push(`a client was answered with ${head}`);
      reader.bytes += size;
      reader.timer = setTimeout(() => reader.socket?.resume(), (size / bytesPerSecond) * 1000);
      return false;
    };
    const socket = connect({ host: hostname, port: Number(port), onread: { buffer: shared, callback: onPiece } });
    reader.socket = socket;
    socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\nauthorization: ${authorization}\r\n\r\n`);
    socket.once('error', (error) => failures.push(error.message));
    socket.once('end', () => failures.push('a client was cut off'));
    return reader;
  });
  return {
    read: () => {
      if (failures[0] !== undefined) throw new Error(`${failures.length} slow clients failed: ${failures[0]}`);
      return readers.map(({ bytes }) => bytes);
    },
    stop: () => {
      for (const { socket, timer } of readers) {
        clearTimeout(timer);
        socket?.destroy();
      }
    },
  };
}
