// POST /v2/orgs/{org}/scim-token: the only answer that holds the secret.
import { randomUUID } from 'node:crypto';
import { scimBasePath } from '../../contract/paths.ts';
import { mintToken } from '../../identity/secret.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import type { ScimStore, ScimToken } from './scim.port.ts';
import { wireScimToken } from './wire-token.ts';

export interface CreateScimTokenOptions {
  readonly store: Pick<ScimStore, 'createScimToken' | 'listScimTokens'>;
  readonly now: () => number;
}

/** A second one lets the identity provider change over while the first still works; with two, one must be revoked before the next. */
export function createCreateScimToken({ store, now }: CreateScimTokenOptions): Operation<'createScimToken'> {
  return async ({ caller, membership: { organization }, address, act }) => {
    const { secret, hash } = mintToken('scim');
    const token: ScimToken = { id: randomUUID(), organization, createdBy: caller.name, createdAtMs: now(), lastUsedAtMs: null };
    const isFirst = (await store.listScimTokens(organization)).length === 0;
    const done = act({ action: isFirst ? 'enterprise.sso.connection.scim_toggle' : 'enterprise.sso.connection.scim_token_refresh', after: { enabled: true, token: token.id } });
    if ((await store.createScimToken(token, hash, done)) === 'too-many') throw new ProblemError(409, `${organization} has two SCIM tokens already: revoke the one that is no longer used`);
    return { body: { ...wireScimToken(token), token: secret, base_url: address.origin + scimBasePath } };
  };
}
