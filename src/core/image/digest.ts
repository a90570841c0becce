// A content address, `algorithm:hex`, as the OCI image spec defines it (descriptor.md, "Digests").
import { anyDigestPattern } from './grammar.ts';

declare const proven: unique symbol;

/** Text that `parseDigest` proved to be a digest of an algorithm this gateway can verify. */
export type Digest = string & { readonly [proven]: 'Digest' };

export type InvalidDigestCode =
  | 'format' // not `algorithm:encoded`, or not in lower case hexadecimal
  | 'unsupported' // an algorithm that this gateway cannot verify
  | 'length'; // not as many digits as the algorithm has

const messages = {
  format: 'invalid digest: write sha256: and 64 hexadecimal digits in lower case',
  unsupported: 'unsupported digest algorithm: use sha256 or sha512',
  length: 'invalid digest length: sha256 has 64 hexadecimal digits, sha512 has 128',
} as const satisfies Record<InvalidDigestCode, string>;

export class InvalidDigest extends Error {
  readonly code: InvalidDigestCode;

  constructor(code: InvalidDigestCode) {
    super(messages[code]);
    this.name = 'InvalidDigest';
    this.code = code;
  }
}

/** Hexadecimal digits of each algorithm that this gateway can verify. */
const hexDigits: ReadonlyMap<string, number> = new Map([
  ['sha256', 64],
  ['sha512', 128],
]);
const lowerCaseHex = /^[a-f0-9]*$/;

/**
 * Reads `sha256:` and 64 hexadecimal digits, or `sha512:` and 128.
 * Refuses in go-digest's order: algorithm, then length, then digits.
 * @throws InvalidDigest
 */
export function parseDigest(text: string): Digest {
  const colon = text.indexOf(':');
  if (colon <= 0 || colon + 1 === text.length) throw new InvalidDigest('format');
  const expectedLength = hexDigits.get(text.slice(0, colon));
  if (expectedLength === undefined) throw new InvalidDigest(anyDigestPattern.test(text) ? 'unsupported' : 'format');
  const encoded = text.slice(colon + 1);
  if (encoded.length !== expectedLength) throw new InvalidDigest('length');
  if (!lowerCaseHex.test(encoded)) throw new InvalidDigest('format');
  return text as Digest;
}
