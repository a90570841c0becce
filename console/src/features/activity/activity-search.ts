// What the address bar of this page may say; everything else in it is left out.

export interface ActivitySearch {
  readonly search?: string;
}

export function parseActivitySearch({ search }: Record<string, unknown>): ActivitySearch {
  return { ...(typeof search === 'string' && search !== '' && { search }) };
}
