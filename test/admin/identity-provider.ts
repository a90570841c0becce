// An identity provider in front of an organization: its SCIM token, and the requests that Entra ID and Okta send.
import assert from 'node:assert/strict';
import type { Installation, Reply } from './installation.ts';

export const scim = '/v2/scim/2.0';
export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** What the tests look for in some answer: a field that is not there reads undefined, and fails its test. */
export interface ScimAnswer {
  readonly schemas: readonly string[];
  readonly status: string;
  readonly scimType: string;
  readonly detail: string;
  readonly totalResults: number;
  readonly startIndex: number;
  readonly itemsPerPage: number;
  readonly Resources: readonly ScimAnswer[];
  readonly id: string;
  readonly userName: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly name: { readonly formatted: string; readonly givenName: string; readonly familyName: string };
  readonly emails: readonly object[];
  readonly groups: readonly { readonly value: string; readonly display: string }[];
  readonly members: readonly { readonly value: string; readonly display: string }[];
  readonly meta: { readonly resourceType: string; readonly location: string; readonly version: string; readonly created: string; readonly lastModified: string };
  readonly 'urn:pullgate:params:scim:schemas:extension:2.0:User': { readonly accountName: string; readonly role: string };
}

export type ScimReply = Omit<Reply, 'json'> & { readonly json: ScimAnswer };
export type Send = (method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => Promise<ScimReply>;

function scimReply(reply: Reply): ScimReply {
  return { ...reply, json: reply.json as unknown as ScimAnswer };
}

/** Sends with a new SCIM token of the organization; paths are those below the base. */
export async function identityProvider(installation: Pick<Installation, 'as' | 'anonymous'>, { organization = 'acme', owner = 'owner' } = {}): Promise<Send> {
  const { status, json } = await (await installation.as(owner))('POST', `/v2/orgs/${organization}/scim-token`);
  assert.equal(status, 201);
  return withToken(installation, json.token);
}

export function withToken({ anonymous }: Pick<Installation, 'anonymous'>, token: string): Send {
  return async (method, path, body, headers) => scimReply(await anonymous(method, scim + path, body, { 'Content-Type': 'application/scim+json', Accept: 'application/scim+json', Authorization: `Bearer ${token}`, ...headers }));
}

export function patchOf(...operations: readonly object[]): object {
  return { schemas: [patchUrn], Operations: operations };
}

/** As Okta makes one. */
export function newUser(userName: string, more: object = {}): object {
  return { schemas: [userUrn], userName, name: { givenName: 'Test', familyName: 'User' }, emails: [{ primary: true, value: userName, type: 'work' }], displayName: 'Test User', locale: 'en-US', externalId: `ext-${userName}`, groups: [], password: '1mz050nq', active: true, ...more };
}

/** Makes a user and answers with its id. */
export async function make(send: Send, userName: string, more: object = {}): Promise<string> {
  const { status, json } = await send('POST', '/Users', newUser(userName, more));
  assert.equal(status, 201, json.detail);
  return json.id;
}

export function assertRefused({ status, json, headers }: ScimReply, expected: { readonly status: number; readonly scimType?: string; readonly detail?: RegExp }): void {
  assert.equal(status, expected.status, json.detail);
  assert.match(headers.get('content-type') ?? '', /^application\/scim\+json/);
  assert.deepEqual(json.schemas, ['urn:ietf:params:scim:api:messages:2.0:Error']);
  assert.equal(json.status, String(expected.status));
  assert.equal(json.scimType, expected.scimType);
  if (expected.detail !== undefined) assert.match(json.detail, expected.detail);
}
