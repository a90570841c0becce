// A person's authenticator app, and the way to switch the second factor on with it.
import assert from 'node:assert/strict';
import { TOTP, URI } from 'otpauth';
import { type Send, password } from './installation.ts';

export interface App {
  /** What it shows at this moment. */
  readonly codeAt: (nowMs: number) => string;
  readonly recoveryCodes: readonly string[];
}

/** Takes the address of a QR code, as an app does. */
export function scan(uri: string): (nowMs: number) => string {
  const totp = URI.parse(uri);
  assert.ok(totp instanceof TOTP);
  return (nowMs) => totp.generate({ timestamp: nowMs });
}

/** Switches the second factor of whoever `send` asks for on. */
export async function switchOn(send: Send, clock: { readonly nowMs: number }): Promise<App> {
  const begun = await send('POST', '/v2/user/totp', { password });
  assert.equal(begun.status, 200, begun.text);
  const codeAt = scan(begun.json.uri);
  const confirmed = await send('POST', '/v2/user/totp/confirm', { code: codeAt(clock.nowMs) });
  assert.equal(confirmed.status, 200, confirmed.text);
  return { codeAt, recoveryCodes: confirmed.json.recovery_codes };
}
