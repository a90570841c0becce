// Text that people write and others read in a table: one line, so that it cannot disturb a terminal or a log.
import { z } from 'zod';

/** At most this many characters, none of them a control character. */
export function plainText(charactersMax: number): z.ZodString {
  return z.string().max(charactersMax).regex(/^\P{Cc}*$/u, 'must be one line without control characters');
}
