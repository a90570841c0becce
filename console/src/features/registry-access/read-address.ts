// A registry's address as it was typed.
import { dockerHub, normalizeRegistryAddress } from '../../../../src/contract/registry-address.ts';

/** What was typed as the address that is compared, or what is wrong with it, in the API's words. */
export function readAddress(text: string, listed: readonly string[]): { readonly address: string } | { readonly problem: string } {
  const address = normalizeRegistryAddress(text);
  if (address === undefined) return { problem: 'must be host or host:port, such as ghcr.io' };
  if (address === dockerHub) return { problem: 'is Docker Hub, which is on the list above' };
  if (listed.includes(address)) return { problem: 'is on the list already' };
  return { address };
}
