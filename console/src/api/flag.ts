// Something about the whole page that is so or not, and that components follow.
import { useSyncExternalStore } from 'react';

type Listener = () => void;

export interface Flag {
  readonly isSet: () => boolean;
  readonly set: (value: boolean) => void;
  readonly subscribe: (listener: Listener) => () => void;
}

/** Not set to begin with. */
export function createFlag(): Flag {
  let isSet = false;
  const listeners = new Set<Listener>();
  return {
    isSet: () => isSet,
    set: (value) => {
      if (isSet === value) return;
      isSet = value;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useFlag({ subscribe, isSet }: Flag): boolean {
  return useSyncExternalStore(subscribe, isSet);
}
