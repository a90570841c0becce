// The credentials that the operator stored for upstream registries, kept encrypted at rest.

export interface UpstreamCredential {
  readonly username: string;
  readonly password: string;
}

export interface UpstreamCredentialStore {
  /** `registry` is the normalized name (`docker.io`). */
  findUpstreamCredential(registry: string): Promise<UpstreamCredential | undefined>;
}
