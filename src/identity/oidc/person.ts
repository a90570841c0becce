// Who an identity provider says has signed in, read from its claims (OpenID Connect Core 1.0 section 5.1); what is not of the right type counts as absent.
import type { OidcIdentity } from './provider.ts';

export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  /** Only one that the provider has verified (`email_verified`): anybody may write any other address. */
  readonly email: string | null;
  /** What the person would like to be called here, best first; none of them is proven to be the person's own. */
  readonly wishedName: string;
  readonly fullName: string;
  /** What the provider calls the person over SCIM; null where no claim is named for it, or none came. */
  readonly externalId: string | null;
  /** Undefined: the provider has more than it sends (Microsoft Entra ID's group overage). */
  readonly groups: readonly string[] | undefined;
}

const emailCharactersMax = 254;
const fullNameCharactersMax = 200;
const externalIdCharactersMax = 1024;

/** Where the claims stand that are named differently everywhere: each a claim's name, or the way to it in dots, such as `realm_access.roles`. */
export interface NamedClaims {
  readonly groupClaim: string;
  readonly externalIdClaim: string | null;
}

export function readPerson({ issuer, subject, claims }: OidcIdentity, { groupClaim, externalIdClaim }: NamedClaims): OidcPerson {
  const email = textOf(claims['email']);
  const isVerified = claims['email_verified'] === true || claims['email_verified'] === 'true';
  const isUsable = isVerified && email.length <= emailCharactersMax && /^[^\s@]+@[^\s@]+$/.test(email);
  return {
    issuer,
    subject,
    email: isUsable ? email : null,
    wishedName: [claims['preferred_username'], claims['email'], claims['nickname'], claims['name']].map(textOf).find((text) => text !== '') ?? '',
    fullName: textOf(claims['name']).replace(/\p{Cc}+/gu, ' ').trim().slice(0, fullNameCharactersMax),
    externalId: externalIdClaim === null ? null : externalIdOf(claims[externalIdClaim] ?? follow(claims, externalIdClaim)),
    groups: hasOverage(claims, groupClaim) ? undefined : groupsOf(claims[groupClaim] ?? follow(claims, groupClaim)),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Exactly as it came: a text, for a number may be rounded. */
function externalIdOf(value: unknown): string | null {
  const text = textOf(value);
  return text === '' || text.length > externalIdCharactersMax ? null : text;
}

function follow(claims: unknown, way: string): unknown {
  return way.split('.').reduce((value, name) => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined), claims);
}

/** `['developers']`, `[{ name: 'developers' }]`, or the one group as text. */
function groupsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((each) => textOf(typeof each === 'object' && each !== null && 'name' in each ? each.name : each)).filter((name) => name !== '');
}

/** OpenID Connect Core 1.0 section 5.6.2: the claim is elsewhere. */
function hasOverage(claims: Readonly<Record<string, unknown>>, groupClaim: string): boolean {
  const elsewhere = claims['_claim_names'];
  return typeof elsewhere === 'object' && elsewhere !== null && groupClaim in elsewhere;
}
