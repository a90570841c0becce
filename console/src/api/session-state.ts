// Whether the person's session is known to be over: set by any answer of 401, so that the page can ask to sign in again and lose no edit.
import { createFlag, useFlag } from './flag.ts';

const ended = createFlag();

export const sessionState = {
  end: () => ended.set(true),
  begin: () => ended.set(false),
} as const;

export function useSessionHasEnded(): boolean {
  return useFlag(ended);
}
