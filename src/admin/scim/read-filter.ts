// Parses a filter (RFC 7644, 3.4.2.2) with scim2-parse-filter, around what that gets wrong.
import { type Filter, parse } from 'scim2-parse-filter';
import { invalidFilter } from './refuse.ts';

const charactersMax = 4096;
/** Each costs the parser some stack. */
const bracketsMax = 50;
const operators = 'eq|ne|co|sw|ew|gt|ge|lt|le';

/**
 * Three things happen before the package sees the text:
 * - Text in quotes is put aside and comes back afterwards. The package doubles backslashes (`"ACME\\ann"` would be another name than JSON says,
 *   and `"ann\\"` an error), and its pattern for text takes exponential time over line breaks without a closing quote.
 * - `emails[type eq "work"].value eq "x"` becomes `emails[(type eq "work") and value eq "x"]`: the package makes two conditions of it that two different
 *   entries may meet.
 * - Brackets are counted, for it goes down into them one by one.
 * @throws ProblemError 400 invalidFilter
 */
export function readFilter(text: string): Filter {
  if (text.length > charactersMax) throw invalidFilter(`the filter is longer than ${charactersMax} characters: ask for less at once`);
  const quoted: string[] = [];
  const bare = text.replace(/"(?:[^"\\]|\\[^])*"/g, (literal) => `"${quoted.push(readText(literal)) - 1}"`);
  if ([...bare.matchAll(/[([]/g)].length > bracketsMax) throw invalidFilter(`the filter has more than ${bracketsMax} brackets: ask for less at once`);
  if (/[\p{Cc}\\]/u.test(bare)) throw invalidFilter('the filter has a backslash, a control character or an open quote where none may be');
  const gathered = bare.replace(new RegExp(`\\[([^[\\]]*)\\]\\.(\\w+\\s+(?:pr\\b|(?:${operators})\\s+[^\\s()[\\]]+))`, 'gi'), '[($1) and $2]');
  let filter: Filter;
  try {
    filter = parse(gathered);
  } catch {
    throw invalidFilter(`the filter \`${text.slice(0, 200)}\` cannot be read: write it as in RFC 7644, userName eq "ann@example.com"`);
  }
  return restore(filter, quoted);
}

/** JSON's escapes; whoever sends a lone backslash (`"ACME\ann"`) means just that. */
function readText(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal.slice(1, -1);
  }
}

function restore(filter: Filter, quoted: readonly string[]): Filter {
  switch (filter.op) {
    case 'and':
    case 'or':
      return { ...filter, filters: filter.filters.map((each) => restore(each, quoted)) };
    case 'not':
      return { ...filter, filter: restore(filter.filter, quoted) };
    case '[]':
      return { ...filter, valFilter: restore(filter.valFilter, quoted) };
    case 'pr':
      return filter;
    default:
      return typeof filter.compValue === 'string' ? { ...filter, compValue: quoted[Number(filter.compValue)] ?? '' } : filter;
  }
}
