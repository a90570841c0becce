// What the address bar of this page may say; everything else in it is left out.

export interface PullsSearch {
  readonly search?: string;
}

export function parsePullsSearch({ search }: Record<string, unknown>): PullsSearch {
  return { ...(typeof search === 'string' && search !== '' && { search }) };
}
