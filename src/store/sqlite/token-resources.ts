// The stored resources of an organization token.
import type { TokenResource } from '../../core/policy/token-reach.ts';
import { json, malformed } from './row.ts';
import type { Row } from './row.ts';

export function tokenResources(row: Row): readonly TokenResource[] {
  const list = json(row, 'resources');
  if (!Array.isArray(list) || !list.every(isResource)) throw malformed('resources of an organization token', 'a list of resources');
  return list;
}

function isResource(value: unknown): value is TokenResource {
  if (typeof value !== 'object' || value === null) return false;
  const { type, path, scopes } = value as Readonly<Record<string, unknown>>;
  return (type === 'TYPE_REPO' || type === 'TYPE_ORG') && typeof path === 'string' && Array.isArray(scopes) && scopes.every((scope) => typeof scope === 'string');
}
