// What the address bar of this page may say; everything else in it is left out.

export interface CheckSearch {
  readonly search?: string;
}

export function parseCheckSearch({ search }: Record<string, unknown>): CheckSearch {
  return { ...(typeof search === 'string' && search !== '' && { search }) };
}
