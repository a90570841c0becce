// How many rows a list shall have, as people type it.
import { InvalidArgumentError } from 'commander';

export const limitMax = 10_000;

/** Parses a number from 1 to `max`, 99,999 at most. Throws commander's InvalidArgumentError. */
export function parseCount(max: number): (text: string) => number {
  return (text) => {
    const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
    if (count < 1 || count > max) throw new InvalidArgumentError(`give a number from 1 to ${max}`);
    return count;
  };
}

/** Parses a number from 1 to 10,000. Throws commander's InvalidArgumentError. */
export const parseLimit = parseCount(limitMax);
