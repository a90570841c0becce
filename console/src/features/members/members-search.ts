// What the address bar of this page may say; everything else in it is left out.
import type { Role } from '../../api/organization.ts';

export interface MembersSearch {
  readonly search?: string;
  readonly role?: Role;
  /** From 2: the first is not named. */
  readonly page?: string;
  /** The user name of who is opened. */
  readonly person?: string;
}

export function parseMembersSearch({ search, role, page, person }: Record<string, unknown>): MembersSearch {
  return {
    ...(typeof search === 'string' && search !== '' && { search }),
    ...((role === 'owner' || role === 'editor' || role === 'member') && { role }),
    ...(typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) && page !== '1' && { page }),
    ...(typeof person === 'string' && person !== '' && { person }),
  };
}
