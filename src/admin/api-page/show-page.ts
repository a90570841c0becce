// GET /docs: the description of the admin API for people.
import type { OpenApiDocument } from '../../contract/openapi.ts';
import type { Operation } from '../operation.ts';
import { pagePolicy } from './style.ts';
import { writePage } from './write-page.ts';

/** The page is written when somebody first asks for it. */
export function createShowApiPage({ readDocument }: { readonly readDocument: () => OpenApiDocument }): Operation<'showApiPage'> {
  let page: string | undefined;
  return () => {
    page ??= writePage(readDocument());
    return { body: page, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': pagePolicy } };
  };
}
