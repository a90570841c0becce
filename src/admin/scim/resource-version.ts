// ETags of SCIM resources (RFC 7644, 3.14): a weak one of what is stored, whatever the address that was asked.
import { createHash } from 'node:crypto';
import { ProblemError } from '../problem.ts';
import type { ScimGroup, ScimUser } from './scim.port.ts';

/** Of a user or a group as the store has it. */
export function versionOf(stored: ScimUser | ScimGroup): string {
  return `W/"${createHash('sha256').update(JSON.stringify(stored)).digest('base64url').slice(0, 22)}"`;
}

/**
 * If-Match takes the weak form here, as RFC 7644 has it, and the strong one of the same text.
 * @throws ProblemError 412
 */
export function requireVersion(ifMatch: string | undefined, version: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const plain = (tag: string): string => tag.trim().replace(/^W\//i, '');
  if (ifMatch.split(',').some((tag) => plain(tag) === plain(version))) return;
  throw new ProblemError(412, 'the resource has changed since it was read: read it again', { headers: { ETag: version } });
}
