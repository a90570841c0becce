// What the address bar of these pages may say; everything else in it is left out.

export interface TeamsSearch {
  readonly search?: string;
  /** From 2: the first is not named. */
  readonly page?: string;
}

export function parseTeamsSearch({ search, page }: Record<string, unknown>): TeamsSearch {
  return {
    ...(typeof search === 'string' && search !== '' && { search }),
    ...(typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) && page !== '1' && { page }),
  };
}

/** Of one team: its members are searched and paged as the teams are. */
export const parseTeamSearch = parseTeamsSearch;
