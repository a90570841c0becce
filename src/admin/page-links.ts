// The absolute links from one page of a list to the next, on the address that the client itself used.
import type { PageQuery } from '../contract/page.ts';

export interface PageLinks {
  readonly next: string | null;
  readonly previous: string | null;
}

/** What a store is asked for. */
export function pageBounds({ page, page_size }: PageQuery): { readonly limit: number; readonly offset: number } {
  return { limit: page_size, offset: (page - 1) * page_size };
}

/** @param address the whole address of this request, its query included: other parameters stay */
export function pageLinks(address: URL, total: number, { page, page_size }: PageQuery): PageLinks {
  const link = (number: number): string => {
    const url = new URL(address);
    url.searchParams.set('page', String(number));
    url.searchParams.set('page_size', String(page_size));
    return url.href;
  };
  const last = Math.ceil(total / page_size);
  return { next: page < last ? link(page + 1) : null, previous: page > 1 && last > 0 ? link(Math.min(page - 1, last)) : null };
}
