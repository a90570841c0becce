// Credentials for upstream registries, as the operator sets them. The adapter encrypts them at rest.

export interface UpstreamCredentialWriter {
  setUpstreamCredential(registry: string, credential: { readonly username: string; readonly password: string }): Promise<void>;
  removeUpstreamCredential(registry: string): Promise<boolean>;
  /** Without passwords. */
  listUpstreamCredentials(): Promise<readonly { readonly registry: string; readonly username: string }[]>;
}
