// How many rows a list shall have, as people type it.
import { InvalidArgumentError } from 'commander';

export const limitMax = 10_000;

/** Parses a number from 1 to 10,000. Throws commander's InvalidArgumentError. */
export function parseLimit(text: string): number {
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > limitMax) throw new InvalidArgumentError(`give a number from 1 to ${limitMax}`);
  return limit;
}
