// Credentials for upstream registries on the wire: a password goes in and never comes out.
import { z } from 'zod';
import { plainText } from './plain-text.ts';

export const upstreamCredentialEntry = z.object({ registry: z.string(), username: z.string() });
export type UpstreamCredentialEntry = z.infer<typeof upstreamCredentialEntry>;

export const upstreamCredentialList = z.object({ count: z.number().int(), results: z.array(upstreamCredentialEntry) });
export type UpstreamCredentialList = z.infer<typeof upstreamCredentialList>;

export const setUpstreamCredentialRequest = z.strictObject({
  username: plainText(255).min(1),
  password: z.string().min(1).max(4096),
});
export type SetUpstreamCredentialRequest = z.infer<typeof setUpstreamCredentialRequest>;
