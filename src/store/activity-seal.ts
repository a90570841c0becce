// The seal of the log: an HMAC that whoever has the database and not the secret key cannot make.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

const keyBytes = 32;

export interface ActivitySeal {
  /** Base64url of HMAC-SHA-256. */
  readonly make: (text: string) => string;
  readonly holds: (seal: string, text: string) => boolean;
}

/** Its key is derived (HKDF, RFC 5869) from the installation's secret key, so that neither tells anything of what the other protects. */
export function createActivitySeal(secretKey: Uint8Array): ActivitySeal {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'pullgate activity log', keyBytes));
  const make = (text: string): string => createHmac('sha256', key).update(text).digest('base64url');
  return {
    make,
    holds: (seal, text) => {
      const [given, right] = [Buffer.from(seal), Buffer.from(make(text))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
