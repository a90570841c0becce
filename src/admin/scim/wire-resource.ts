// Users and groups as SCIM shows them (RFC 7643, 4).
import { type ScimGroupResource, type ScimUserResource, scimUrns } from '../../contract/scim.ts';
import { paths } from '../../contract/paths.ts';
import { versionOf } from './resource-version.ts';
import type { ScimGroup, ScimReference, ScimUser } from './scim.port.ts';

/** @param origin of the admin API, for links */
export function wireUser(user: ScimUser, origin: string): ScimUserResource {
  const { id, profile, accountName, isActive, role, groups, createdAtMs, modifiedAtMs } = user;
  const { userName, externalId, displayName, formattedName, givenName, familyName, emails } = profile;
  const name = { ...present('formatted', formattedName), ...present('familyName', familyName), ...present('givenName', givenName) };
  return {
    schemas: [scimUrns.user, scimUrns.account],
    id,
    ...present('externalId', externalId),
    userName,
    ...(Object.keys(name).length === 0 ? {} : { name }),
    displayName: displayName ?? accountName, // as at Docker Hub, until the identity provider sets another
    emails: emails.map((email) => ({ ...email })),
    active: isActive,
    groups: groups.map((group) => reference(group, origin + paths.scimGroups)),
    [scimUrns.account]: { accountName, role },
    meta: { resourceType: 'User', created: time(createdAtMs), lastModified: time(modifiedAtMs), location: `${origin}${paths.scimUsers}/${id}`, version: versionOf(user) },
  };
}

export function wireGroup(group: ScimGroup, origin: string): ScimGroupResource {
  const { id, displayName, externalId, members, createdAtMs, modifiedAtMs } = group;
  return {
    schemas: [scimUrns.group],
    id,
    ...present('externalId', externalId),
    displayName,
    members: members.map((member) => reference(member, origin + paths.scimUsers)),
    meta: { resourceType: 'Group', created: time(createdAtMs), lastModified: time(modifiedAtMs), location: `${origin}${paths.scimGroups}/${id}`, version: versionOf(group) },
  };
}

function reference({ id, display }: ScimReference, base: string): { value: string; display: string; $ref: string } {
  return { value: id, display, $ref: `${base}/${id}` };
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function present<Name extends string>(name: Name, value: string | null): Partial<Record<Name, string>> {
  return value === null ? {} : ({ [name]: value } as Record<Name, string>);
}
