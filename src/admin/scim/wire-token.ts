// A SCIM token as its organization's owners read it.
import type { WireScimToken } from '../../contract/scim.ts';
import { wireTime } from '../wire-time.ts';
import type { ScimToken } from './scim.port.ts';

export function wireScimToken({ id, createdBy, createdAtMs, lastUsedAtMs }: ScimToken): WireScimToken {
  return { id, created_by: createdBy, created_at: wireTime(createdAtMs), last_used_at: lastUsedAtMs === null ? null : wireTime(lastUsedAtMs) };
}
