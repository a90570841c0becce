// One user or group as an answer: the attributes that are wanted, with its version in the headers.
import type { ScimGroupResource, ScimUserResource } from '../../contract/scim.ts';
import { versionOf } from './resource-version.ts';
import type { ScimGroup, ScimUser } from './scim.port.ts';
import { type Projection, selectAttributes } from './select-attributes.ts';
import { wireGroup, wireUser } from './wire-resource.ts';

interface ResourceAnswer<Resource> {
  readonly body: Resource;
  readonly headers: Readonly<Record<string, string>>;
}

/** @throws ProblemError 400 for a projection that makes no sense; ask `selectAttributes` before something is changed */
export function answerUser(user: ScimUser, projection: Projection, { origin }: URL): ResourceAnswer<ScimUserResource> {
  return { body: selectAttributes<ScimUserResource>(projection)(wireUser(user, origin)), headers: { ETag: versionOf(user) } };
}

/** As for users. */
export function answerGroup(group: ScimGroup, projection: Projection, { origin }: URL): ResourceAnswer<ScimGroupResource> {
  return { body: selectAttributes<ScimGroupResource>(projection)(wireGroup(group, origin)), headers: { ETag: versionOf(group) } };
}

/** With its address: a resource that was just made (RFC 7644, 3.3). */
export function answerNew<Resource>({ body, headers }: ResourceAnswer<Resource>, { origin }: URL, path: string): ResourceAnswer<Resource> {
  return { body, headers: { ...headers, Location: origin + path } };
}
