// Every character that there is, for the strings of property tests: fast-check's own unit `binary` makes a table of a million entries first, for seconds.
import fc from 'fast-check';

const characters = 0x11_0000;
const firstSurrogate = 0xd800;
const surrogates = 0x800;

/** For `fc.string({ unit: anyCharacter })`: each code point as likely as any other, without halves of surrogate pairs. */
export const anyCharacter = fc.integer({ min: 0, max: characters - surrogates - 1 }).map((n) => String.fromCodePoint(n < firstSurrogate ? n : n + surrogates));
