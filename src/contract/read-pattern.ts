// A pattern of the allowlist, read where it is typed: the same code and the same words as where it is written.
import { InvalidPattern, canonicalPattern } from '../core/image/pattern.ts';

export type ReadPattern = { readonly meaning: string } | { readonly problem: string };

/** `meaning`: the same text for patterns that mean the same, `docker.io/library/nginx` of `nginx`. */
export function readPattern(text: string): ReadPattern {
  try {
    return { meaning: canonicalPattern(text) };
  } catch (error) {
    if (error instanceof InvalidPattern) return { problem: error.message };
    throw error;
  }
}
