// Hands a stored answer to the client, well or, where a fault says so, badly.
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.ts';

export interface RelayedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Left out for HEAD and for empty answers. */
  readonly body?: AsyncIterable<Uint8Array>;
}

/** Answers; resolves when everything was handed over or the connection is gone. */
export async function relay(response: ServerResponse, answer: RelayedAnswer, fault: Fault | undefined): Promise<void> {
  if (fault?.kind === 'silence') return;
  if (fault?.kind === 'cut' && fault.at === 'start') {
    response.socket?.resetAndDestroy();
    return;
  }
  const made = fault?.kind === 'answer' ? instead(fault) : answer;
  const length = Number(made.headers['content-length'] ?? Number.NaN);
  const changed = fault?.kind === 'wrong-length' ? { ...made.headers, 'content-length': String(length + fault.by) } : made.headers;
  response.writeHead(made.status, changed);
  if (made.body === undefined || response.req.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    for await (const piece of shaped(made.body, length, fault)) {
      if (response.destroyed) return;
      if (!response.write(piece)) await drained(response);
    }
  } catch (error) {
    if (!(error instanceof Cut)) throw error;
    response.socket?.resetAndDestroy();
    return;
  }
  response.end();
}

class Cut extends Error {}

function instead(fault: Extract<Fault, { kind: 'answer' }>): RelayedAnswer {
  const bytes = Buffer.from(fault.body ?? '');
  return { status: fault.status, headers: { 'content-length': String(bytes.byteLength), ...fault.headers }, body: Readable.from([bytes]) };
}

async function* shaped(body: AsyncIterable<Uint8Array>, length: number, fault: Fault | undefined): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const piece of body) {
    const end = sent + piece.byteLength;
    const cutAt = fault?.kind === 'cut' ? (fault.at === 'half' ? Math.floor(length / 2) : Number(fault.at)) : Number.POSITIVE_INFINITY;
    if (end >= cutAt) {
      yield piece.subarray(0, Math.max(0, cutAt - sent));
      await sleep(50); // what was written must leave before the connection is reset
      throw new Cut('cut');
    }
    yield* slowly(end === length ? spoiled(piece, fault) : piece, fault);
    sent = end;
  }
}

/** The last piece of a body with its last byte changed, dropped or doubled. */
function spoiled(piece: Uint8Array, fault: Fault | undefined): Uint8Array {
  const last = piece.at(-1) ?? 0;
  if (fault?.kind === 'flipped-byte') return Buffer.concat([piece.subarray(0, -1), Buffer.of(last ^ 1)]);
  if (fault?.kind === 'wrong-length') return fault.by === 1 ? Buffer.concat([piece, Buffer.of(last)]) : piece.subarray(0, -1);
  return piece;
}

async function* slowly(piece: Uint8Array, fault: Fault | undefined): AsyncGenerator<Uint8Array> {
  if (fault?.kind !== 'slow') {
    yield piece;
    return;
  }
  for (let at = 0; at < piece.byteLength; at += fault.bytes) {
    yield piece.subarray(at, at + fault.bytes);
    await sleep(fault.everyMs);
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.on('drain', done);
    response.on('close', done);
  });
}
