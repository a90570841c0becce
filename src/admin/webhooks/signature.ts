// Signs a delivery, so that its receiver can tell that it is Pullgate's, whole, and of now.
//
//   Pullgate-Signature: t=<unix seconds>,v1=<hexadecimal HMAC-SHA-256 of "<t>.<body>">
//
// After a change of the secret there are two v1, the second of the secret before, for a day.
import { createHmac } from 'node:crypto';

export function signatureHeader(body: string, secrets: readonly string[], atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  const signatures = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`);
  return [`t=${seconds}`, ...signatures].join(',');
}
