// What this SCIM server can do and what its resources are made of (RFC 7643, 5 to 7).
import { type ScimAttributeDefinition, type ScimResourceType, type ScimSchema, scimUrns } from '../../contract/scim.ts';
import { paths } from '../../contract/paths.ts';
import type { Operation } from '../operation.ts';
import { notFound } from '../problem.ts';
import { resourcesMax } from './list-resources.ts';

export const showScimConfig: Operation<'showScimConfig'> = ({ address: { origin } }) => ({
  body: {
    schemas: [scimUrns.config],
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: resourcesMax },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [
      { type: 'oauthbearertoken', name: 'OAuth Bearer Token', description: "a SCIM token of the organization, which its owners make", specUri: 'https://www.rfc-editor.org/rfc/rfc6750', primary: true },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: origin + paths.scimConfig },
  },
});

export const listScimResourceTypes: Operation<'listScimResourceTypes'> = ({ address: { origin } }) => ({ body: listOf(resourceTypes(origin)) });

export const showScimResourceType: Operation<'showScimResourceType'> = ({ params: { name }, address: { origin } }) => {
  const found = resourceTypes(origin).find(({ id }) => id === name);
  if (found === undefined) throw notFound('resource type');
  return { body: found };
};

export const listScimSchemas: Operation<'listScimSchemas'> = ({ address: { origin } }) => ({ body: listOf(schemas(origin)) });

export const showScimSchema: Operation<'showScimSchema'> = ({ params: { urn }, address: { origin } }) => {
  const found = schemas(origin).find(({ id }) => id.toLowerCase() === urn.toLowerCase());
  if (found === undefined) throw notFound('schema');
  return { body: found };
};

function listOf<Resource>(resources: readonly Resource[]) {
  return { schemas: [scimUrns.list], totalResults: resources.length, startIndex: 1, itemsPerPage: resources.length, Resources: [...resources] };
}

function resourceTypes(origin: string): readonly ScimResourceType[] {
  const meta = (name: string) => ({ resourceType: 'ResourceType', location: `${origin}${paths.scimResourceTypes}/${name}` });
  return [
    { schemas: [scimUrns.resourceType], id: 'User', name: 'User', description: 'people of the organization', endpoint: '/Users', schema: scimUrns.user, schemaExtensions: [{ schema: scimUrns.account, required: false }], meta: meta('User') },
    { schemas: [scimUrns.resourceType], id: 'Group', name: 'Group', description: 'teams of the organization', endpoint: '/Groups', schema: scimUrns.group, schemaExtensions: [], meta: meta('Group') },
  ];
}

function schemas(origin: string): readonly ScimSchema[] {
  const schema = (id: string, name: string, description: string, attributes: readonly ScimAttributeDefinition[]): ScimSchema => ({
    schemas: [scimUrns.schema],
    id,
    name,
    description,
    attributes: [...attributes],
    meta: { resourceType: 'Schema', location: `${origin}${paths.scimSchemas}/${id}` },
  });
  return [
    schema(scimUrns.user, 'User', 'a person of the organization', userAttributes),
    schema(scimUrns.group, 'Group', 'a team of the organization', groupAttributes),
    schema(scimUrns.account, 'Pullgate account', 'what Pullgate calls the person, and the role in the organization', accountAttributes),
  ];
}

const plain = { type: 'string', multiValued: false, required: false, caseExact: false, mutability: 'readWrite', returned: 'default', uniqueness: 'none' } as const;
const readOnly = { ...plain, mutability: 'readOnly' } as const;
const externalId = { ...plain, name: 'externalId', description: 'how the identity provider knows it', caseExact: true } as const;
const referenceParts = (what: string): ScimAttributeDefinition[] => [
  { ...plain, name: 'value', description: `the id of the ${what}` },
  { ...readOnly, name: 'display', description: `the name of the ${what}` },
  { ...readOnly, name: '$ref', type: 'reference', description: `the address of the ${what}` },
];

const userAttributes: readonly ScimAttributeDefinition[] = [
  { ...plain, name: 'userName', description: 'an e-mail address or another name, unique in the organization; the name of a new account is made of it', required: true, uniqueness: 'server' },
  externalId,
  {
    ...plain,
    name: 'name',
    type: 'complex',
    description: "the person's name",
    subAttributes: [
      { ...plain, name: 'formatted', description: 'the whole name' },
      { ...plain, name: 'familyName', description: 'the family name' },
      { ...plain, name: 'givenName', description: 'the given name' },
    ],
  },
  { ...plain, name: 'displayName', description: 'the name that is shown; the name of the account unless it is set' },
  { ...plain, name: 'active', type: 'boolean', description: 'false: no member for now; role and teams come back' },
  {
    ...plain,
    name: 'emails',
    type: 'complex',
    multiValued: true,
    description: 'e-mail addresses; the primary one, else the one for work, is that of the account',
    subAttributes: [
      { ...plain, name: 'value', description: 'the address' },
      { ...plain, name: 'type', description: 'such as work' },
      { ...plain, name: 'display', description: 'how it is shown' },
      { ...plain, name: 'primary', type: 'boolean', description: 'whether it is the main one' },
    ],
  },
  { ...readOnly, name: 'groups', type: 'complex', multiValued: true, description: 'the teams that the person is in', subAttributes: referenceParts('group').map((part) => ({ ...part, mutability: 'readOnly' })) },
];

const groupAttributes: readonly ScimAttributeDefinition[] = [
  { ...plain, name: 'displayName', description: "unique in the organization; the team's name is made of it", required: true, uniqueness: 'server' },
  externalId,
  { ...plain, name: 'members', type: 'complex', multiValued: true, description: 'who is in the team', subAttributes: referenceParts('user') },
];

const accountAttributes: readonly ScimAttributeDefinition[] = [
  { ...readOnly, name: 'accountName', description: 'what the person signs in as' },
  { ...readOnly, name: 'role', description: 'owner, editor or member; owners change it' },
];
