// Reads a list to its end, page by page, within a limit.
import type { ZodType } from 'zod';
import { pageSizeMax } from '../contract/page.ts';
import type { ApiClient } from './api-client.ts';

const pagesMax = 100;

interface ListPage<Item> {
  readonly next: string | null;
  readonly results: readonly Item[];
}

/** Every item of the list at `path` that fits the filters, at most `limit` and never more than 10,000. */
export async function readPages<Item>(api: ApiClient, path: string, answer: ZodType<ListPage<Item>>, limit = Infinity, filters: Readonly<Record<string, string>> = {}): Promise<readonly Item[]> {
  const items: Item[] = [];
  const pageSize = Math.min(pageSizeMax, limit);
  for (let page = 1; page <= pagesMax && items.length < limit; page += 1) {
    const { results, next } = await api.call({ method: 'GET', path: `${path}?${new URLSearchParams({ page: String(page), page_size: String(pageSize), ...filters }).toString()}`, answer });
    items.push(...results);
    if (next === null) break;
  }
  return items.slice(0, limit);
}
