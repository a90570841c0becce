// Where upstream takes an upload on, as a part of our own address: sealed, so that a client can neither read nor change where its bytes go.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Resource } from '../core/policy/access-request.ts';
import type { SigningKey } from '../identity/signing-key.port.ts';
import type { VerifiedToken } from '../identity/verified-token.ts';

/** Whose upload it is, and where to. */
export interface UploadOwner {
  readonly token: Pick<VerifiedToken, 'subjectKind' | 'subjectId'>;
  readonly resource: Pick<Resource, 'registry' | 'repository'>;
}

/** Nothing is stored: every process of the installation opens what another one has sealed. */
export interface UploadSessions {
  /** Text for the last part of a path: letters, digits, `-` and `_`. */
  readonly seal: (upload: string, owner: UploadOwner) => string;
  /** Undefined for what was not sealed here, was changed, or is another person's or another repository's. */
  readonly open: (session: string, owner: UploadOwner) => string | undefined;
}

const cipher = 'aes-256-gcm';
const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;

/** The key comes from the gateway's signing key, which all processes have (HKDF, RFC 5869). */
export function createUploadSessions(signingKey: SigningKey): UploadSessions {
  const { d: secret } = signingKey.privateJwk;
  if (typeof secret !== 'string') throw new Error(`signing key \`${signingKey.id}\` has no private part`);
  const key = new Uint8Array(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', 'pullgate upload session', keyBytes));
  return {
    seal: (upload, owner) => {
      const iv = randomBytes(ivBytes);
      const sealing = createCipheriv(cipher, key, iv, { authTagLength: tagBytes }).setAAD(boundTo(owner));
      const sealed = Buffer.concat([iv, sealing.update(upload, 'utf8'), sealing.final()]);
      return Buffer.concat([sealed, sealing.getAuthTag()]).toString('base64url');
    },
    open: (session, owner) => {
      const sealed = Buffer.from(session, 'base64url');
      if (sealed.length <= ivBytes + tagBytes) return undefined;
      const opening = createDecipheriv(cipher, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
      opening.setAAD(boundTo(owner)).setAuthTag(sealed.subarray(-tagBytes));
      try {
        return Buffer.concat([opening.update(sealed.subarray(ivBytes, -tagBytes)), opening.final()]).toString('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

function boundTo({ token: { subjectKind, subjectId }, resource: { registry, repository } }: UploadOwner): Buffer {
  return Buffer.from(JSON.stringify([subjectKind, subjectId, registry, repository]));
}
