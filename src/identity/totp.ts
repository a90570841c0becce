// One-time passwords by the clock, as authenticator apps show them (RFC 6238): SHA-1, six digits, a new one every 30 seconds.
const secondMs = 1000;
const periodSeconds = 30;
const digits = 6;
/** RFC 6238 section 5.2: one step either way for clocks that differ and people who type slowly. */
const driftSteps = 1;
/** RFC 4226 section 4, R6: 160 bits. */
const secretBytes = 20;

export interface TotpSecret {
  /** Base32, for typing it in. */
  readonly secret: string;
  /** `otpauth://totp/...`, for a QR code. */
  readonly uri: string;
}

/** @param host what the app shows it under, beside the person's name */
export async function makeTotpSecret({ host, name }: { readonly host: string; readonly name: string }): Promise<TotpSecret> {
  const { Secret, TOTP } = await import('otpauth');
  const secret = new Secret({ size: secretBytes });
  const totp = new TOTP({ issuer: `Pullgate ${host}`.replaceAll(':', ' '), label: name, secret, algorithm: 'SHA1', digits, period: periodSeconds });
  return { secret: secret.base32, uri: totp.toString() };
}

/** The step of 30 seconds that the code belongs to, as a number since the epoch; undefined for a wrong code. */
export async function matchTotpCode({ secret, code, nowMs }: { readonly secret: string; readonly code: string; readonly nowMs: number }): Promise<number | undefined> {
  if (!isTotpCode(code)) return undefined;
  const { Secret, TOTP } = await import('otpauth');
  const delta = TOTP.validate({ token: code, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits, period: periodSeconds, timestamp: nowMs, window: driftSteps });
  return delta === null ? undefined : Math.floor(nowMs / (periodSeconds * secondMs)) + delta;
}

export function isTotpCode(text: string): boolean {
  return /^\d{6}$/.test(text);
}
