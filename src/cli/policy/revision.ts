// The number of a revision as people type it.
import { InvalidArgumentError } from 'commander';

/** Parses a number from 1 on. Throws commander's InvalidArgumentError. */
export function parseRevision(text: string): number {
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new InvalidArgumentError('give the number of a revision, see pullgate policy history');
  return Number(text);
}
