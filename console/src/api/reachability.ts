// Whether the server is known to be away: told by the client of the API, so that the page can say it.
import { useSyncExternalStore } from 'react';

type Listener = () => void;

export interface Reachability {
  readonly isAway: () => boolean;
  /** A request got no answer. */
  readonly lost: () => void;
  /** An answer came, whatever it was. */
  readonly found: () => void;
  readonly subscribe: (listener: Listener) => () => void;
}

function createReachability(): Reachability {
  let away = false;
  const listeners = new Set<Listener>();
  const set = (value: boolean): void => {
    if (away === value) return;
    away = value;
    for (const listener of listeners) listener();
  };
  return {
    isAway: () => away,
    lost: () => set(true),
    found: () => set(false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const reachability = createReachability();

export function useServerIsAway(): boolean {
  return useSyncExternalStore(reachability.subscribe, reachability.isAway);
}
