// The moment a token ends, from the text its maker sent.

/** Milliseconds since the Unix epoch, or null for a token without end. Throws for a text that is no time: such a token must not be stored. */
export function expiryMs(expiresAt: string | null): number | null {
  if (expiresAt === null) return null;
  const parsed = Date.parse(expiresAt);
  if (Number.isNaN(parsed)) throw new Error('the expiry of a token is not a time: send it as RFC 3339 has it');
  return parsed;
}
