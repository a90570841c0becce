// A connection as the API shows it, and as the log of acts has it: never with the client secret.
import type { Json } from '../../audit/activity.port.ts';
import type { SingleSignOnConnection as WireConnection } from '../../contract/single-sign-on.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { wireTime } from '../wire-time.ts';
import type { SingleSignOnConnection } from './single-sign-on.port.ts';

/** `address` is the one that was asked, or the public one. */
export function redirectUriAt(address: URL): string {
  return new URL(paths.singleSignOnCallback, address).href;
}

export function startUrlAt(address: URL, organization: string): string {
  return new URL(pathOf(paths.singleSignOnStart, { org: organization }), address).href;
}

/** The part that an owner writes. */
export function wireChoices(connection: SingleSignOnConnection): Omit<WireConnection, 'redirect_uri' | 'start_url' | 'created_at' | 'updated_at' | 'revision'> {
  return {
    organization: connection.organization,
    issuer: connection.issuer,
    client_id: connection.clientId,
    has_client_secret: connection.clientSecret !== null,
    scopes: [...connection.scopes],
    group_claim: connection.groupClaim,
    group_mapping: connection.groupMapping.map((mapping) => ({ ...mapping })),
    default_role: connection.defaultRole,
    domains: [...connection.domains],
    link_by_email: connection.linkByEmail,
    external_id_claim: connection.externalIdClaim,
    enabled: connection.isEnabled,
    enforced: connection.isEnforced,
    password_owners: [...connection.passwordOwners],
  };
}

/** The same, for the log of acts. */
export function loggedConnection(connection: SingleSignOnConnection): Readonly<Record<string, Json>> {
  const group_mapping = connection.groupMapping.map(({ group, role, team }) => ({ group, ...(role === undefined ? {} : { role }), ...(team === undefined ? {} : { team }) }));
  return { ...wireChoices(connection), group_mapping };
}

export function wireConnection(connection: SingleSignOnConnection, address: URL): WireConnection {
  return {
    ...wireChoices(connection),
    redirect_uri: redirectUriAt(address),
    start_url: startUrlAt(address, connection.organization),
    created_at: wireTime(connection.createdAtMs),
    updated_at: wireTime(connection.changedAtMs),
    revision: connection.revision,
  };
}

/** Its ETag. */
export function connectionTag(revision: number): string {
  return `"${revision}"`;
}
