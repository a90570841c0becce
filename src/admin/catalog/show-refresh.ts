// GET /v2/catalog/refresh
import type { Operation } from '../operation.ts';
import { type RefreshParts, wireRefresh } from './wire-refresh.ts';

export function createShowRefresh(parts: RefreshParts): Operation<'showCatalogRefresh'> {
  return async () => ({ body: await wireRefresh(parts) });
}
