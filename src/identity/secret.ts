// The secrets of access tokens: made so that a scanner can tell a real one without asking anybody.
//
//   pgt_pat_<36 random characters><6 characters of checksum>      personal access token
//   pgt_oat_<36 random characters><6 characters of checksum>      organization access token
//   pgt_ses_<43 random characters><6 characters of checksum>      session of the admin API
//   pgt_scim_<36 random characters><6 characters of checksum>     token of an organization's identity provider
//   pgt_inv_<36 random characters><6 characters of checksum>      invitation into an organization, at the end of its link
//
// Characters are base62 (0-9 A-Z a-z), 36 of them 214 random bits and 43 of them 256. The checksum is the CRC-32 (as in zlib and PNG) of
// all ASCII characters before it, prefix included, as a base62 number, left-padded with 0 to six digits.
// A scanner looks for  \bpgt_(?:(pat|oat|scim|inv)_[0-9A-Za-z]{42}|ses_[0-9A-Za-z]{49})\b  and recomputes the last six characters.
import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const checksumLength = 6;
const forms = {
  personal: { prefix: 'pgt_pat_', randomLength: 36 },
  organization: { prefix: 'pgt_oat_', randomLength: 36 },
  session: { prefix: 'pgt_ses_', randomLength: 43 },
  scim: { prefix: 'pgt_scim_', randomLength: 36 },
  invitation: { prefix: 'pgt_inv_', randomLength: 36 },
} as const satisfies Record<MintedKind, Form>;

interface Form {
  readonly prefix: string;
  readonly randomLength: number;
}

export type AccessTokenKind = 'personal' | 'organization';
export type MintedKind = AccessTokenKind | 'session' | 'scim' | 'invitation';

/** What was given as a password: a token of ours, one of Docker's for organizations or for people, one of ours that is mistyped or not to be signed in with, or a password. */
export type SecretKind = AccessTokenKind | 'docker-organization' | 'docker-personal' | 'bad-checksum' | 'password';

/** Makes the secret of a token, session or invitation, to be shown once, and the hash to store. */
export function mintToken(kind: MintedKind): { readonly secret: string; readonly hash: string } {
  const { prefix, randomLength } = forms[kind];
  const body = prefix + randomCharacters(randomLength);
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
    if (text.startsWith(forms[kind].prefix)) return hasChecksum(text, forms[kind]) ? kind : 'bad-checksum';
  }
  return [forms.session, forms.scim, forms.invitation].some(({ prefix }) => text.startsWith(prefix)) ? 'bad-checksum' : 'password';
}

/** Whether it looks like the secret of a session. */
export function isSessionSecret(text: string): boolean {
  return text.startsWith(forms.session.prefix) && hasChecksum(text, forms.session);
}

/** Finds the secret of an invitation in what a person pasted: the secret, or the whole link. */
export function findInvitationSecret(text: string): string | undefined {
  const found = /pgt_inv_[0-9A-Za-z]+/.exec(text)?.[0];
  return found !== undefined && hasChecksum(found, forms.invitation) ? found : undefined;
}

/** Whether it looks like the token of an identity provider. */
export function isScimSecret(text: string): boolean {
  return text.startsWith(forms.scim.prefix) && hasChecksum(text, forms.scim);
}

/** Whether it may be shown to another registry: nothing that is, holds, or was meant to be a token of ours. */
export function mayLeave(text: string): boolean {
  return text !== '' && !/pgt_(?:pat|oat|ses|scim|inv)_|^\s*pgt_/i.test(text);
}

function hasChecksum(text: string, { prefix, randomLength }: Form): boolean {
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
