// Whether the person's session is known to be over: set by any answer of 401, so that the page can ask to sign in again and lose no edit.
import { useSyncExternalStore } from 'react';

type Listener = () => void;

export interface SessionState {
  readonly hasEnded: () => boolean;
  readonly end: () => void;
  readonly begin: () => void;
  readonly subscribe: (listener: Listener) => () => void;
}

function createSessionState(): SessionState {
  let ended = false;
  const listeners = new Set<Listener>();
  const set = (value: boolean): void => {
    if (ended === value) return;
    ended = value;
    for (const listener of listeners) listener();
  };
  return {
    hasEnded: () => ended,
    end: () => set(true),
    begin: () => set(false),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const sessionState = createSessionState();

export function useSessionHasEnded(): boolean {
  return useSyncExternalStore(sessionState.subscribe, sessionState.hasEnded);
}
