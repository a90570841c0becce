// A change of a connection laid over what is there: what is left out stays as it is.
import { type SingleSignOnChange, groupClaimDefault, scopesDefault } from '../../contract/single-sign-on.ts';
import type { GroupMapping, SingleSignOnConnection } from './single-sign-on.port.ts';

export interface MergeOptions {
  readonly organization: string;
  readonly before: SingleSignOnConnection | undefined;
  readonly change: SingleSignOnChange;
  readonly atMs: number;
}

/** A new connection has the defaults of docs/single-sign-on.md; `issuer` and `client_id` are empty where neither is given. */
export function mergeConnection({ organization, before, change, atMs }: MergeOptions): SingleSignOnConnection {
  return {
    organization,
    issuer: change.issuer ?? before?.issuer ?? '',
    clientId: change.client_id ?? before?.clientId ?? '',
    clientSecret: change.client_secret === undefined ? (before?.clientSecret ?? null) : change.client_secret,
    scopes: change.scopes ?? before?.scopes ?? scopesDefault,
    groupClaim: change.group_claim ?? before?.groupClaim ?? groupClaimDefault,
    groupMapping: change.group_mapping?.map(mappingOf) ?? before?.groupMapping ?? [],
    defaultRole: change.default_role ?? before?.defaultRole ?? 'member',
    domains: change.domains ?? before?.domains ?? [],
    linkByEmail: change.link_by_email ?? before?.linkByEmail ?? false,
    externalIdClaim: change.external_id_claim === undefined ? (before?.externalIdClaim ?? null) : change.external_id_claim,
    isEnabled: change.enabled ?? before?.isEnabled ?? true,
    isEnforced: change.enforced ?? before?.isEnforced ?? false,
    passwordOwners: change.password_owners ?? before?.passwordOwners ?? [],
    createdAtMs: before?.createdAtMs ?? atMs,
    changedAtMs: atMs,
    revision: (before?.revision ?? 0) + 1,
  };
}

function mappingOf({ group, role, team }: NonNullable<SingleSignOnChange['group_mapping']>[number]): GroupMapping {
  return { group, ...(role === undefined ? {} : { role }), ...(team === undefined ? {} : { team }) };
}
