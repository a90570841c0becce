// Reading a row's columns: each value proves its type or the read fails, so that a damaged row never becomes a default.
import type { SQLOutputValue } from 'node:sqlite';
import { StoreError } from '../store-error.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

export function text(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw malformed(column, 'text');
  return value;
}

export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : text(row, column);
}

export function integer(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw malformed(column, 'an integer');
  return value;
}

export function integerOrNull(row: Row, column: string): number | null {
  return row[column] === null ? null : integer(row, column);
}

/** A boolean, kept as 0 or 1. */
export function flag(row: Row, column: string): boolean {
  const value = row[column];
  if (value !== 0 && value !== 1) throw malformed(column, '0 or 1');
  return value === 1;
}

export function oneOf<T extends string>(row: Row, column: string, values: readonly T[]): T {
  const value = values.find((candidate) => candidate === row[column]);
  if (value === undefined) throw malformed(column, `one of ${values.join(', ')}`);
  return value;
}

/** The parsed JSON of a text column; its shape is for the caller to prove. */
export function json(row: Row, column: string): unknown {
  const source = text(row, column);
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new StoreError('malformed-row', `the stored ${column} is not JSON: restore a backup of the data folder`, { cause });
  }
}

/** A JSON list of the given values. */
export function listOf<T extends string>(row: Row, column: string, values: readonly T[]): readonly T[] {
  const list = json(row, column);
  if (!Array.isArray(list)) throw malformed(column, 'a list');
  return list.map((item) => {
    const value = values.find((candidate) => candidate === item);
    if (value === undefined) throw malformed(column, `a list of ${values.join(', ')}`);
    return value;
  });
}

export function malformed(what: string, wanted: string): StoreError {
  return new StoreError('malformed-row', `the stored ${what} is not ${wanted}: restore a backup of the data folder, or start the pullgate version that wrote it`);
}

/** A JSON list of texts. */
export function listOfTexts(row: Row, column: string): readonly string[] {
  const list = json(row, column);
  if (!Array.isArray(list) || !list.every((item) => typeof item === 'string')) throw malformed(column, 'a list of texts');
  return list;
}
