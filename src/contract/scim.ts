// SCIM 2.0 on the wire (RFC 7643 resources, RFC 7644 protocol), and the tokens that identity providers send.
import { z } from 'zod';

export const scimUrns = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  /** What Pullgate says of a person beside it. */
  account: 'urn:pullgate:params:scim:schemas:extension:2.0:User',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  config: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  search: 'urn:ietf:params:scim:api:messages:2.0:SearchRequest',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
  error: 'urn:ietf:params:scim:api:messages:2.0:Error',
} as const;

/** Every answer under /v2/scim/2.0 has it, those of errors too. */
export const scimMediaType = 'application/scim+json';

/** The detail error keywords of RFC 7644, 3.12; the body that has them is `scimProblem` of problem.ts. */
export type ScimType = 'invalidFilter' | 'tooMany' | 'uniqueness' | 'mutability' | 'invalidSyntax' | 'invalidPath' | 'noTarget' | 'invalidValue';

const meta = z.object({ resourceType: z.string(), created: z.string().optional(), lastModified: z.string().optional(), location: z.string(), version: z.string().optional() });
const reference = z.object({ value: z.string(), display: z.string(), $ref: z.string() });

export const scimEmail = z.object({ value: z.string(), type: z.string().optional(), display: z.string().optional(), primary: z.boolean().optional() });

/** Fields that `attributes` and `excludedAttributes` leave out are missing; `schemas` and `id` are always there. */
export const scimUser = z.object({
  schemas: z.array(z.string()),
  id: z.string(),
  externalId: z.string().optional(),
  userName: z.string().optional(),
  name: z.object({ formatted: z.string().optional(), familyName: z.string().optional(), givenName: z.string().optional() }).optional(),
  displayName: z.string().optional(),
  emails: z.array(scimEmail.partial()).optional(),
  active: z.boolean().optional(),
  groups: z.array(reference.partial()).optional(),
  [scimUrns.account]: z.object({ accountName: z.string().optional(), role: z.enum(['owner', 'editor', 'member']).optional() }).optional(),
  meta: meta.partial().optional(),
});
export type ScimUserResource = z.infer<typeof scimUser>;

/** As for users. */
export const scimGroup = z.object({
  schemas: z.array(z.string()),
  id: z.string(),
  externalId: z.string().optional(),
  displayName: z.string().optional(),
  members: z.array(reference.partial()).optional(),
  meta: meta.partial().optional(),
});
export type ScimGroupResource = z.infer<typeof scimGroup>;

function listOf<Resource extends z.ZodType>(resource: Resource) {
  return z.object({ schemas: z.array(z.literal(scimUrns.list)), totalResults: z.number().int(), startIndex: z.number().int(), itemsPerPage: z.number().int(), Resources: z.array(resource) });
}
export const scimUserList = listOf(scimUser);
export const scimGroupList = listOf(scimGroup);

const attributeList = z.string().max(4096);
/** Which attributes an answer has: names by commas. */
export const scimProjectionQuery = z.object({ attributes: attributeList.optional(), excludedAttributes: attributeList.optional() });
export type ScimProjection = z.infer<typeof scimProjectionQuery>;

/** Numbers out of bounds are brought into them, as RFC 7644, 3.4.2.4 has it. */
export const scimListQuery = scimProjectionQuery.extend({
  filter: z.string().max(4096).optional(),
  startIndex: z.coerce.number().int().optional(),
  count: z.coerce.number().int().optional(),
  sortBy: z.string().max(256).optional(),
  sortOrder: z.enum(['ascending', 'descending']).optional(),
});
export type ScimListQuery = z.infer<typeof scimListQuery>;

/** POST .search: the query as a body, with lists of names. */
export const scimSearchRequest = scimListQuery.extend({
  schemas: z.array(z.string()).optional(),
  attributes: z.array(z.string().max(256)).max(100).optional(),
  excludedAttributes: z.array(z.string().max(256)).max(100).optional(),
});
export type ScimSearchRequest = z.infer<typeof scimSearchRequest>;

/** A user, a group or a PatchOp, whose names have no case: read by admin/scim. Unknown attributes are ignored. */
export const scimRequest = z.looseObject({ schemas: z.array(z.string()).optional() });

const attribute = z.object({
  name: z.string(),
  type: z.enum(['string', 'boolean', 'complex', 'reference']),
  multiValued: z.boolean(),
  description: z.string(),
  required: z.boolean(),
  caseExact: z.boolean(),
  mutability: z.enum(['readOnly', 'readWrite', 'immutable']),
  returned: z.enum(['always', 'default']),
  uniqueness: z.enum(['none', 'server', 'global']),
});
export const scimAttribute = attribute.extend({ subAttributes: z.array(attribute).optional() });
export type ScimAttributeDefinition = z.infer<typeof scimAttribute>;

export const scimSchema = z.object({ schemas: z.array(z.literal(scimUrns.schema)), id: z.string(), name: z.string(), description: z.string(), attributes: z.array(scimAttribute), meta });
export type ScimSchema = z.infer<typeof scimSchema>;
export const scimSchemaList = listOf(scimSchema);

export const scimResourceType = z.object({
  schemas: z.array(z.literal(scimUrns.resourceType)),
  id: z.string(),
  name: z.string(),
  description: z.string(),
  endpoint: z.string(),
  schema: z.string(),
  schemaExtensions: z.array(z.object({ schema: z.string(), required: z.boolean() })),
  meta,
});
export type ScimResourceType = z.infer<typeof scimResourceType>;
export const scimResourceTypeList = listOf(scimResourceType);

const supported = z.object({ supported: z.boolean() });
export const scimConfig = z.object({
  schemas: z.array(z.literal(scimUrns.config)),
  documentationUri: z.string().optional(),
  patch: supported,
  bulk: supported.extend({ maxOperations: z.number().int(), maxPayloadSize: z.number().int() }),
  filter: supported.extend({ maxResults: z.number().int() }),
  changePassword: supported,
  sort: supported,
  etag: supported,
  authenticationSchemes: z.array(z.object({ type: z.string(), name: z.string(), description: z.string(), specUri: z.string(), primary: z.boolean() })),
  meta,
});
export type ScimConfig = z.infer<typeof scimConfig>;

/** A SCIM token, without its secret. */
export const scimToken = z.object({
  id: z.string(),
  created_by: z.string(),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
});
export type WireScimToken = z.infer<typeof scimToken>;

/** The answer to a creation: the only time that `token`, the secret, is shown. `base_url` is what an identity provider asks for. */
export const createdScimToken = scimToken.extend({ token: z.string(), base_url: z.string() });
export const scimTokenList = z.object({ base_url: z.string(), results: z.array(scimToken) });
