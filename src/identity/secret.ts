// The secrets of access tokens: made so that a scanner can tell a real one without asking anybody.
//
//   pgt_pat_<36 random characters><6 characters of checksum>      personal access token
//   pgt_oat_<36 random characters><6 characters of checksum>      organization access token
//
// Characters are base62 (0-9 A-Z a-z), 36 of them 214 random bits. The checksum is the CRC-32 (as in zlib and PNG) of
// all ASCII characters before it, prefix included, as a base62 number, left-padded with 0 to six digits.
// A scanner looks for  \bpgt_(pat|oat)_[0-9A-Za-z]{42}\b  and recomputes the last six characters.
import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const randomLength = 36;
const checksumLength = 6;
const prefixes = { personal: 'pgt_pat_', organization: 'pgt_oat_' } as const satisfies Record<AccessTokenKind, string>;

export type AccessTokenKind = 'personal' | 'organization';

/** What was given as a password: a token of ours, one of Docker's for organizations or for people, a mistyped one of ours, or a password. */
export type SecretKind = AccessTokenKind | 'docker-organization' | 'docker-personal' | 'bad-checksum' | 'password';

/** Makes a token's secret, to be shown once, and the hash to store. */
export function mintToken(kind: AccessTokenKind): { readonly secret: string; readonly hash: string } {
  const body = prefixes[kind] + randomCharacters(randomLength);
  const secret = body + checksum(body);
  return { secret, hash: hashSecret(secret) };
}

/** Lower-case hex SHA-256 of the whole secret: with 214 random bits inside, a slow hash would add nothing. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Tells by its look what a secret is, without asking the store. */
export function inspectSecret(text: string): SecretKind {
  if (text.startsWith('dckr_oat_')) return 'docker-organization';
  if (text.startsWith('dckr_pat_')) return 'docker-personal';
  for (const kind of ['personal', 'organization'] as const) {
    if (text.startsWith(prefixes[kind])) return hasChecksum(text, prefixes[kind]) ? kind : 'bad-checksum';
  }
  return 'password';
}

/** Whether it may be shown to another registry: nothing that is, holds, or was meant to be a token of ours. */
export function mayLeave(text: string): boolean {
  return text !== '' && !/pgt_(?:pat|oat)_|^\s*pgt_/i.test(text);
}

function hasChecksum(text: string, prefix: string): boolean {
  const bodyLength = prefix.length + randomLength;
  return text.length === bodyLength + checksumLength && /^[\w]+$/.test(text) && checksum(text.slice(0, bodyLength)) === text.slice(bodyLength);
}

function checksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  while (rest > 0) {
    digits = characterAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits.padStart(checksumLength, characterAt(0));
}

/** Bytes of 248 and more are thrown away: with them the first eight characters would come more often. */
function randomCharacters(length: number): string {
  const evenMax = Math.floor(256 / alphabet.length) * alphabet.length;
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < evenMax && text.length < length) text += characterAt(byte % alphabet.length);
    }
  }
  return text;
}

function characterAt(position: number): string {
  return alphabet.charAt(position);
}
