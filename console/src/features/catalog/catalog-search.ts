// What the address bar of this page may say; everything else in it is left out.

export interface CatalogSearch {
  readonly search?: string;
}

export function parseCatalogSearch({ search }: Record<string, unknown>): CatalogSearch {
  return { ...(typeof search === 'string' && search !== '' && { search }) };
}
