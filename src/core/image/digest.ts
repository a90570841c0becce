// A content address, `algorithm:hex`, as the OCI image spec defines it (descriptor.md, "Digests").
declare const proven: unique symbol;

/** Text that `parseDigest` proved to be a digest of an algorithm this gateway can verify. */
export type Digest = string & { readonly [proven]: 'Digest' };
