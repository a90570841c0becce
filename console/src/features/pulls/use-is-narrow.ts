// Whether the records are cards: as the style sheet's own media query asks.
import { useSyncExternalStore } from 'react';

const narrow = window.matchMedia('(max-width: 48rem)');

function subscribe(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow.matches);
}
