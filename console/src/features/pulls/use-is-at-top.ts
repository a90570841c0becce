// Whether somebody reads the beginning of the page, where new records may appear without moving what they read.
import { useSyncExternalStore } from 'react';

const topPixels = 80;

function subscribe(listener: () => void): () => void {
  window.addEventListener('scroll', listener, { passive: true });
  return () => window.removeEventListener('scroll', listener);
}

export function useIsAtTop(): boolean {
  return useSyncExternalStore(subscribe, () => window.scrollY < topPixels);
}
