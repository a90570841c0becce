// A pasted list of repositories: one a line or between commas, each with its note after a #.
import { readPattern } from '../../../../src/contract/read-pattern.ts';
import type { NewEntry } from './allowlist-draft.ts';

export interface WrongEntry {
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly problem: string;
}

export interface Pasted {
  readonly entries: readonly NewEntry[];
  /** On the allowlist already, or pasted twice. */
  readonly known: number;
  readonly wrong: readonly WrongEntry[];
}

/**
 * Lines that begin with # are skipped.
 * @param known meanings of what is on the allowlist
 */
export function readPasted(text: string, known: ReadonlySet<string>): Pasted {
  const seen = new Set(known);
  const entries: NewEntry[] = [];
  const wrong: WrongEntry[] = [];
  let twice = 0;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const at = line.indexOf('#');
    const note = at < 0 ? '' : line.slice(at + 1).trim();
    for (const part of (at < 0 ? line : line.slice(0, at)).split(/[,;\s]+/)) {
      const repository = cleaned(part);
      if (repository === '') continue;
      const read = readPattern(repository);
      if ('problem' in read) wrong.push({ line: index + 1, text: repository, problem: read.problem });
      else if (seen.has(read.meaning)) twice += 1;
      else {
        seen.add(read.meaning);
        entries.push({ repository, note });
      }
    }
  }
  return { entries, known: twice, wrong };
}

/** Without what lists are written with around a name, and without Docker Hub's host, which goes without saying. */
export function cleaned(text: string): string {
  return text.trim().replace(/^[-"'`[\]]+|["'`[\]]+$/g, '').replace(/^(?:https?:\/\/)?(?:index\.)?docker\.io\//, '');
}
