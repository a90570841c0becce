// Recovery codes: what a person signs in with when the authenticator app is gone, each once.
import { createHash, randomInt } from 'node:crypto';

/** RFC 4648 base32 without the letters and digits that are misread for each other, and two more digits in their place. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';
const groups = 4;
const groupCharacters = 4;
export const recoveryCodeCount = 10;

export interface MintedRecoveryCodes {
  /** To be shown once: `k3f9-a2mq-7xpd-vv4s`, 79 bits each. */
  readonly codes: readonly string[];
  readonly hashes: readonly string[];
}

export function mintRecoveryCodes(userId: string): MintedRecoveryCodes {
  const codes = Array.from({ length: recoveryCodeCount }, () => Array.from({ length: groups }, randomGroup).join('-'));
  return { codes, hashes: codes.map((code) => hashRecoveryCode(userId, code)) };
}

/** Lower-case hex SHA-256, whatever the case and spacing it was typed in: with 79 random bits inside, a slow hash would add nothing. */
export function hashRecoveryCode(userId: string, code: string): string {
  return createHash('sha256').update(`${userId} ${plain(code)}`).digest('hex');
}

/** Whether it looks like one. */
export function isRecoveryCode(text: string): boolean {
  return plain(text).length === groups * groupCharacters;
}

function plain(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function randomGroup(): string {
  return Array.from({ length: groupCharacters }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}
