// What an entry of a list is for, in the owner's own words.
import { plainText } from './plain-text.ts';

export const noteCharactersMax = 500;

export const note = plainText(noteCharactersMax);
