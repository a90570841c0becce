// Reading a row's columns: each value proves its type, or the index is unusable.
import type { SQLOutputValue } from 'node:sqlite';
import { InvalidDigest, parseDigest } from '../../core/image/digest.ts';
import type { Digest } from '../../core/image/digest.ts';
import { UnusableIndex } from './index-error.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw malformed(column);
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw malformed(column);
  return value;
}

export function digest(row: Row): Digest {
  try {
    return parseDigest(text(row, 'digest'));
  } catch (error) {
    if (error instanceof InvalidDigest) throw malformed('digest');
    throw error;
  }
}

function malformed(column: string): UnusableIndex {
  return new UnusableIndex(`it has a malformed ${column}`);
}
