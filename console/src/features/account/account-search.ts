// What the address bar of this page may say; everything else in it is left out.

export const accountTabs = ['profile', 'access-tokens', 'sign-in', 'sessions', 'organizations'] as const;
export type AccountTab = (typeof accountTabs)[number];

export interface AccountSearch {
  /** Left out: the profile. */
  readonly tab?: AccountTab;
}

export function parseAccountSearch({ tab }: Record<string, unknown>): AccountSearch {
  const found = accountTabs.find((known) => known === tab);
  return found === undefined ? {} : { tab: found };
}
