// Lists in pages, as Docker Hub's admin API numbers them.
import { z } from 'zod';

export const pageSizeDefault = 10;
export const pageSizeMax = 100;

/** The query of a list: `page` counts from 1. */
export const pageQuery = z.object({
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(pageSizeMax).default(pageSizeDefault),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** One page of `item`; `next` and `previous` are absolute URLs on the host that was asked, null at the ends. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ count: z.number().int(), ...pageLinks, results: z.array(item) });
}

export const pageLinks = { next: z.string().nullable(), previous: z.string().nullable() };

/** One page, as a type for clients. */
export interface Page<Item> {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly results: readonly Item[];
}
