// Loads what writes certificates only where one is made: it takes 80 ms.
import type * as asn1js from 'asn1js';
import type * as pkijs from 'pkijs';

/** pkijs has the structures of X.509, asn1js what they consist of. */
export interface X509 {
  readonly pkijs: typeof pkijs;
  readonly asn1js: typeof asn1js;
}

export async function loadX509(): Promise<X509> {
  const [loadedPkijs, loadedAsn1js] = await Promise.all([import('pkijs'), import('asn1js')]);
  return { pkijs: loadedPkijs, asn1js: loadedAsn1js };
}
