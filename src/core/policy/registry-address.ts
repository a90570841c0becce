// How an owner writes a registry's address, and the one form in which addresses are compared.
import { isRegistryName } from '../image/grammar.ts';

/** `https://GHCR.io/` is `ghcr.io`: `host[:port]` in lower case, without scheme and trailing slash. Undefined for anything else. */
export function normalizeRegistryAddress(text: string): string | undefined {
  const address = text.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/\/$/, '');
  return isRegistryName(address) ? address : undefined;
}
