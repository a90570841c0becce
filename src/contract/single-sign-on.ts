// Signing in with an identity provider: the connection of an organization, and the two halves of a sign-in.
import { z } from 'zod';
import { accountNameGrammar, accountNameRule } from '../core/policy/account-name.ts';
import { memberRole } from './members.ts';
import { pageOf } from './page.ts';
import { plainText } from './plain-text.ts';

const textMax = 1024;
const mappingsMax = 500;
const domainsMax = 100;
const secretMax = 4096;
/** OpenID Connect's, beside `openid`. */
export const scopesDefault = ['profile', 'email'] as const;
export const groupClaimDefault = 'groups';

const ownerName = z.string().regex(accountNameGrammar, accountNameRule);

/** A group of the provider's, exactly as it names it, and what being in it brings. */
export const groupMapping = z.strictObject({ group: plainText(textMax).min(1), role: memberRole.optional(), team: z.string().min(1).max(100).optional() }).refine(({ role, team }) => role !== undefined || team !== undefined, 'names neither a role nor a team: name one of them');

const domain = z
  .string()
  .max(253)
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9-]+$/, 'must be the part of an e-mail address after the @, such as example.com')
  .toLowerCase();

/** Of OpenID Connect Core 1.0 section 5.1 but `sub`, and Microsoft's names: what people, or whoever looks after them, may change to somebody else's. */
const changeableClaims = new Set(
  ['name', 'given_name', 'family_name', 'middle_name', 'nickname', 'preferred_username', 'profile', 'picture', 'website', 'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number', 'phone_number_verified', 'address', 'updated_at', 'upn', 'unique_name', 'verified_primary_email', 'verified_secondary_email'],
);
const externalIdClaim = plainText(textMax).min(1).refine((name) => !changeableClaims.has(name.toLowerCase()), 'can change to what somebody else had: name the claim of an id that stays, such as oid or sub');

/**
 * PUT /v2/orgs/{org}/single-sign-on: what is left out stays as it is; a new connection needs `issuer` and `client_id`. `client_secret` is never
 * answered, and null makes a public client.
 */
export const singleSignOnChange = z.strictObject({
  issuer: z.string().min(1).max(textMax).optional(),
  client_id: plainText(textMax).min(1).optional(),
  client_secret: z.string().min(1).max(secretMax).nullable().optional(),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, 'must be a scope of OAuth 2.0: no blanks')).max(30).optional(),
  group_claim: plainText(textMax).min(1).optional(),
  group_mapping: z.array(groupMapping).max(mappingsMax).optional(),
  default_role: memberRole.optional(),
  domains: z.array(domain).max(domainsMax).optional(),
  link_by_email: z.boolean().optional(),
  external_id_claim: externalIdClaim.nullable().optional(),
  enabled: z.boolean().optional(),
  enforced: z.boolean().optional(),
  password_owners: z.array(ownerName).max(20).optional(),
});
export type SingleSignOnChange = z.infer<typeof singleSignOnChange>;

export const singleSignOnConnection = z.object({
  organization: z.string(),
  issuer: z.string(),
  client_id: z.string(),
  has_client_secret: z.boolean(),
  scopes: z.array(z.string()),
  group_claim: z.string(),
  group_mapping: z.array(z.object({ group: z.string(), role: memberRole.optional(), team: z.string().optional() })),
  default_role: memberRole,
  domains: z.array(z.string()),
  link_by_email: z.boolean(),
  external_id_claim: z.string().nullable(),
  enabled: z.boolean(),
  enforced: z.boolean(),
  /** The owners who sign in with a password all the same while it is enforced. */
  password_owners: z.array(z.string()),
  /** What the provider has to be told. */
  redirect_uri: z.string(),
  /** Where a browser begins. */
  start_url: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  revision: z.number().int(),
});
export type SingleSignOnConnection = z.infer<typeof singleSignOnConnection>;

/** Which account somebody at an identity provider is. `id` stays the same for the same person there; `linked_at` is when they first came. */
export const singleSignOnIdentity = z.object({ id: z.string(), username: z.string(), issuer: z.string(), subject: z.string(), linked_at: z.string() });
export const singleSignOnIdentityPage = pageOf(singleSignOnIdentity);

/** GET /v2/single-sign-on: by the name of an organization or by somebody's e-mail address. */
export const singleSignOnQuery = z
  .object({ organization: z.string().max(100).optional(), email: z.string().max(320).optional() })
  .refine(({ organization, email }) => (organization === undefined) !== (email === undefined), 'ask for organization=NAME or for email=ADDRESS');

export const singleSignOnOffers = z.object({ results: z.array(z.object({ organization: z.string(), start_url: z.string(), password: z.boolean() })) });
export type SingleSignOnOffers = z.infer<typeof singleSignOnOffers>;

const challenge = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be a code challenge of RFC 7636: the base64url SHA-256 of the verifier');

/**
 * GET /v2/single-sign-on/{org}/start. For a browser: `return_to`, a path of this server. For a command line tool: `code_challenge`, and `port` and `state`
 * where it listens on 127.0.0.1; without `port` the code is shown, to be pasted.
 */
export const startSingleSignOnQuery = z
  .object({
    return_to: z.string().max(2048).optional(),
    code_challenge: challenge.optional(),
    port: z.coerce.number().int().min(1).max(65_535).optional(),
    state: z.string().regex(/^[A-Za-z0-9_-]{16,200}$/, 'must have 16 to 200 letters, digits, "-" or "_"').optional(),
  })
  .refine(({ code_challenge, port }) => port === undefined || code_challenge !== undefined, { path: ['code_challenge'], message: 'is missing' })
  .refine(({ state, port }) => (port === undefined) === (state === undefined), { path: ['state'], message: 'goes with port: give both or neither' })
  .refine(({ return_to, code_challenge }) => return_to === undefined || code_challenge === undefined, { path: ['return_to'], message: 'is for browsers, code_challenge for tools: give one of them' });

/** POST /v2/orgs/{org}/single-sign-on/link: the address that the browser which asked has to open. */
export const linkSingleSignOnRequest = z.strictObject({ return_to: z.string().max(2048).optional() });
export const linkSingleSignOnResponse = z.object({ authorization_url: z.string() });

/** POST /v2/single-sign-on/token: the code, good once and for a short time, for a bearer token of ten minutes. */
export const exchangeSingleSignOnRequest = z.strictObject({ code: z.string().min(1).max(200), code_verifier: z.string().regex(/^[A-Za-z0-9._~-]{43,128}$/, 'must be a code verifier of RFC 7636') });
export const exchangeSingleSignOnResponse = z.object({ access_token: z.string(), username: z.string() });

/** GET /v2/single-sign-on/code: shown to a person who pastes it into a terminal. */
export const singleSignOnCodeQuery = z.object({ code: z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is no code of this server: start again') });
