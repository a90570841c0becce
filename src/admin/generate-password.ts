// Makes the passwords that are shown once and then known to their reader alone.
import { randomInt } from 'node:crypto';

/** No characters that look alike, none that a shell or a URL would take for its own. */
const alphabet = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const passwordCharacters = 22;

/** 22 characters out of 56: 127 bits. */
export function generatePassword(): string {
  return Array.from({ length: passwordCharacters }, () => alphabet[randomInt(alphabet.length)]).join('');
}
