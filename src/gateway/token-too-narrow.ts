// What a client is told whose token was asked for other repositories than the one that it wants now: it comes back with a new one.
import { RegistryError } from '../core/distribution/error.ts';

/** RFC 6750 section 3.1, `insufficient_scope`: no denial, since another token may well do. */
export function tokenTooNarrow(repository: string): RegistryError {
  return new RegistryError('UNAUTHORIZED', `access token was not asked for ${repository}: ask for a new one with the scope of this challenge`);
}

export function isTokenTooNarrow(error: unknown): error is RegistryError {
  return error instanceof RegistryError && error.code === 'UNAUTHORIZED';
}
