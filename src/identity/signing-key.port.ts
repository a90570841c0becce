// The keys that sign what Pullgate issues; kept encrypted at rest.

export interface SigningKey {
  readonly id: string;
  readonly privateJwk: Readonly<Record<string, unknown>>;
}

export interface SigningKeyStore {
  /** The newest key for the purpose, made by `create` and stored when there is none; two processes that race get the same one. */
  findOrCreateSigningKey(purpose: 'gateway' | 'admin', create: () => Promise<SigningKey>): Promise<SigningKey>;
}
