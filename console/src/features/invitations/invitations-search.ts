// What the address bar of this page may say; everything else in it is left out.

export interface InvitationsSearch {
  readonly search?: string;
  /** From 2: the first is not named. */
  readonly page?: string;
}

export function parseInvitationsSearch({ search, page }: Record<string, unknown>): InvitationsSearch {
  return {
    ...(typeof search === 'string' && search !== '' && { search }),
    ...(typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) && page !== '1' && { page }),
  };
}
