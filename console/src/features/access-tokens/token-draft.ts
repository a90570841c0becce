// What an organization access token shall be, as its form has it, from and to the API's resources.
import type { TokenResource } from '../../../../src/contract/organization-access-tokens.ts';

export const rights = ['pull', 'push', 'delete'] as const;
export type Right = (typeof rights)[number];
export const areas = ['member', 'group', 'invite', 'activity'] as const;
export type Area = (typeof areas)[number];
export type Level = 'none' | 'read' | 'edit';

export interface RepositoryRow {
  readonly key: number;
  readonly path: string;
  readonly right: Right;
}

export interface TokenDraft {
  readonly label: string;
  readonly description: string;
  readonly repositories: readonly RepositoryRow[];
  readonly everyPublic: boolean;
  readonly levels: Readonly<Record<Area, Level>>;
  /** What the form has no words for: sent back as it came. */
  readonly others: readonly TokenResource[];
}

const everyPublicRepository = '*/*/public';
/** Docker's names, each with what the form calls it; with and without `scope-`. */
const rightOfScope: Readonly<Record<string, Right>> = { 'image-pull': 'pull', 'repo-pull': 'pull', 'image-push': 'push', 'repo-push': 'push', 'image-delete': 'delete', 'repo-admin': 'delete' };
const noLevels = { member: 'none', group: 'none', invite: 'none', activity: 'none' } as const satisfies Record<Area, Level>;

/** As the command line makes one: it pulls what the organization owns and what is public. */
export function newDraft(org: string): TokenDraft {
  return { label: '', description: '', repositories: [{ key: 0, path: `${org}/*`, right: 'pull' }], everyPublic: true, levels: noLevels, others: [] };
}

export interface TokenToEdit {
  readonly label: string;
  readonly description: string;
  readonly resources: readonly TokenResource[];
}

export function draftOf({ label, description, resources }: TokenToEdit, org: string): TokenDraft {
  let draft: TokenDraft = { label, description, repositories: [], everyPublic: false, levels: noLevels, others: [] };
  for (const [key, resource] of resources.entries()) draft = withResource(draft, resource, { key, org });
  return draft;
}

function withResource(draft: TokenDraft, resource: TokenResource, { key, org }: { readonly key: number; readonly org: string }): TokenDraft {
  const other = { ...draft, others: [...draft.others, resource] };
  const scopes = resource.scopes.map((scope) => scope.toLowerCase().replace(/^scope-/, ''));
  if (resource.type === 'TYPE_ORG') {
    const isOwn = [org, `${org}/*`].includes(resource.path.toLowerCase());
    const given = scopes.map(readOrganizationScope);
    if (!isOwn || !given.every((each) => each !== undefined)) return other;
    const levels: Record<Area, Level> = { ...draft.levels };
    for (const { area, level } of given) if (levels[area] !== 'edit') levels[area] = level;
    return { ...draft, levels };
  }
  const given = scopes.map((scope) => rightOfScope[scope]);
  if (!given.every((right) => right !== undefined)) return other;
  const right = rights.findLast((each) => given.includes(each)) ?? 'pull';
  if (resource.path !== everyPublicRepository) return { ...draft, repositories: [...draft.repositories, { key, path: resource.path, right }] };
  return right === 'pull' ? { ...draft, everyPublic: true } : other;
}

function readOrganizationScope(scope: string): { readonly area: Area; readonly level: Level } | undefined {
  const [, name, level] = /^(member|group|invite|activity)-(read|edit)$/.exec(scope) ?? [];
  const area = areas.find((each) => each === name);
  if (area === undefined || (area === 'activity' && level === 'edit')) return undefined;
  return { area, level: level === 'edit' ? 'edit' : 'read' };
}

/** Rows come first, in their order: a problem of `resources.2` is the third row's. Empty rows are left out. */
export function resourcesOf({ repositories, everyPublic, levels, others }: TokenDraft, org: string): TokenResource[] {
  const named = repositories.filter(({ path }) => path.trim() !== '').map(({ path, right }) => ({ type: 'TYPE_REPO' as const, path: path.trim(), scopes: [`scope-image-${right}`] }));
  const everything = everyPublic ? [{ type: 'TYPE_REPO' as const, path: everyPublicRepository, scopes: ['scope-image-pull'] }] : [];
  const scopes = areas.filter((area) => levels[area] !== 'none').map((area) => `scope-${area}-${levels[area]}`);
  const organization = scopes.length === 0 ? [] : [{ type: 'TYPE_ORG' as const, path: org, scopes }];
  return [...named, ...everything, ...organization, ...others];
}
