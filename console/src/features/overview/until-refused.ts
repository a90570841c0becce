// What only owners of the whole installation are answered: asked again and again by them, once by everybody else.
import { toFailure } from '../../api/failure.ts';
import { refreshMs } from './use-overview.ts';

/** For `refetchInterval`. */
export function untilRefused({ state: { error } }: { readonly state: { readonly error: unknown } }): number | false {
  return isRefused(error) ? false : refreshMs;
}

export function isRefused(error: unknown): boolean {
  return error !== null && toFailure(error).status === 403;
}
