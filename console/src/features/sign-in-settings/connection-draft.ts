// What is typed into the form of a connection: where it begins, what of it is sent, and how it goes on when another owner was faster.

export type Role = 'owner' | 'editor' | 'member';

export interface MappingDraft {
  /** Of the row, so that it keeps its place in the page. */
  readonly key: number;
  readonly group: string;
  /** Empty: none. */
  readonly role: Role | '';
  /** Empty: none. */
  readonly team: string;
}

export interface ConnectionDraft {
  readonly issuer: string;
  readonly clientId: string;
  /** Empty: the one that is stored stays. */
  readonly clientSecret: string;
  /** The stored secret is to be forgotten. */
  readonly isSecretRemoved: boolean;
  /** By blanks. */
  readonly scopes: string;
  readonly groupClaim: string;
  readonly mapping: readonly MappingDraft[];
  readonly defaultRole: Role;
  /** By blanks or commas. */
  readonly domains: string;
  readonly isLinkedByEmail: boolean;
  /** Empty: none. */
  readonly externalIdClaim: string;
  readonly isEnabled: boolean;
  readonly isEnforced: boolean;
  readonly passwordOwners: readonly string[];
}

/** Of the API's connection: what an owner writes. */
export interface WrittenConnection {
  readonly issuer: string;
  readonly client_id: string;
  readonly scopes: readonly string[];
  readonly group_claim: string;
  readonly group_mapping: readonly { readonly group: string; readonly role?: Role | undefined; readonly team?: string | undefined }[];
  readonly default_role: Role;
  readonly domains: readonly string[];
  readonly link_by_email: boolean;
  readonly external_id_claim: string | null;
  readonly enabled: boolean;
  readonly enforced: boolean;
  readonly password_owners: readonly string[];
}

/** What the API gives a new connection, as docs/single-sign-on.md has it. */
const nothingYet: WrittenConnection = {
  issuer: '',
  client_id: '',
  scopes: ['profile', 'email'],
  group_claim: 'groups',
  group_mapping: [],
  default_role: 'member',
  domains: [],
  link_by_email: false,
  external_id_claim: null,
  enabled: true,
  enforced: false,
  password_owners: [],
};

/** null: of a new connection. */
export function draftOf(connection: WrittenConnection | null): ConnectionDraft {
  const from = connection ?? nothingYet;
  return {
    issuer: from.issuer,
    clientId: from.client_id,
    clientSecret: '',
    isSecretRemoved: false,
    scopes: from.scopes.join(' '),
    groupClaim: from.group_claim,
    mapping: from.group_mapping.map(({ group, role, team = '' }, key): MappingDraft => ({ key, group, role: role ?? '', team })),
    defaultRole: from.default_role,
    domains: from.domains.join(' '),
    isLinkedByEmail: from.link_by_email,
    externalIdClaim: from.external_id_claim ?? '',
    isEnabled: from.enabled,
    isEnforced: from.enforced,
    passwordOwners: from.password_owners,
  };
}

export type ConnectionChange = {
  -readonly [Name in keyof WrittenConnection]?: Name extends 'scopes' | 'domains' | 'password_owners' ? string[] : Name extends 'group_mapping' ? { group: string; role?: Role; team?: string }[] : WrittenConnection[Name];
} & { client_secret?: string | null };

/** What differs from `before`: the rest stays as it is, so that a provider that is away is not asked where nothing of it changes. */
export function changeOf(before: WrittenConnection | null, draft: ConnectionDraft): ConnectionChange {
  const was = before ?? nothingYet;
  const wanted = {
    issuer: draft.issuer.trim(),
    client_id: draft.clientId.trim(),
    scopes: wordsOf(draft.scopes),
    group_claim: draft.groupClaim.trim(),
    group_mapping: withoutEmptyRows(draft.mapping).map(({ group, role, team }) => ({ group: group.trim(), ...(role !== '' && { role }), ...(team.trim() !== '' && { team: team.trim() }) })),
    default_role: draft.defaultRole,
    domains: wordsOf(draft.domains),
    link_by_email: draft.isLinkedByEmail,
    external_id_claim: draft.externalIdClaim.trim() === '' ? null : draft.externalIdClaim.trim(),
    enabled: draft.isEnabled,
    enforced: draft.isEnforced,
    password_owners: [...draft.passwordOwners],
  };
  const names = Object.keys(wanted) as (keyof typeof wanted)[];
  const changed = names.filter((name) => !isSame(wanted[name], was[name]));
  const secret = draft.isSecretRemoved ? null : draft.clientSecret;
  return { ...(Object.fromEntries(changed.map((name) => [name, wanted[name]])) as ConnectionChange), ...(secret !== '' && { client_secret: secret }) };
}

/** Rows in which nothing was written are none; the places of the others are those that the API's problems name. */
export function withoutEmptyRows(mapping: readonly MappingDraft[]): readonly MappingDraft[] {
  return mapping.filter(({ group, role, team }) => group.trim() !== '' || role !== '' || team.trim() !== '');
}

/** Where somebody else saved first: their values, but for what was typed here. */
export function rebaseDraft(draft: ConnectionDraft, { from, to }: { readonly from: WrittenConnection | null; readonly to: WrittenConnection | null }): ConnectionDraft {
  const [begun, theirs] = [draftOf(from), draftOf(to)];
  const typed = (Object.keys(draft) as (keyof ConnectionDraft)[]).filter((name) => !isSame(draft[name], begun[name]));
  return { ...theirs, ...Object.fromEntries(typed.map((name) => [name, draft[name]])) };
}

/** What they changed, by its name in the API. */
export function differencesOf(from: WrittenConnection | null, to: WrittenConnection | null): readonly (keyof WrittenConnection)[] {
  const [before, after] = [from ?? nothingYet, to ?? nothingYet];
  return (Object.keys(nothingYet) as (keyof WrittenConnection)[]).filter((name) => !isSame(before[name], after[name]));
}

export function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

/** Every problem of a field, and of the entries of its list with the entry that it is about. */
export function problemsOf(fields: Readonly<Record<string, readonly string[]>>, name: string, entries: readonly string[] = []): readonly string[] {
  const own = fields[name] ?? [];
  const ofEntries = entries.flatMap((entry, index) => (fields[`${name}.${index}`] ?? []).map((problem) => `${entry} ${problem}`));
  return [...own, ...ofEntries];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
