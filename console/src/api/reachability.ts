// Whether the server is known to be away: told by the client of the API, so that the page can say it.
import { createFlag, useFlag } from './flag.ts';

const away = createFlag();

export const reachability = {
  /** A request got no answer. */
  lost: () => away.set(true),
  /** An answer came, whatever it was. */
  found: () => away.set(false),
} as const;

export function useServerIsAway(): boolean {
  return useFlag(away);
}
