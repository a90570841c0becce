// Decides what was asked for twice, by the policy in force and by the one that would be, and gathers what comes out differently.
import type { PreviewGroup, PreviewedRepository, SettingsPreview } from '../../contract/settings-preview.ts';
import { previewListedMax, previewPeopleMax } from '../../contract/settings-preview.ts';
import type { AccessRequest, Subject } from '../../core/policy/access-request.ts';
import { decide } from '../../core/policy/decide.ts';
import type { Decision } from '../../core/policy/decision.ts';
import { explain } from '../../core/policy/explain.ts';
import type { AccessFacts, Role } from '../../core/policy/facts.ts';
import type { CompiledPolicy } from '../../core/policy/policy.ts';
import type { PullTally } from '../pull-tallies.port.ts';

export interface ToPreview {
  readonly tallies: readonly PullTally[];
  /** Of those who are members now; whoever is none any more is refused either way, and left out. */
  readonly roles: ReadonlyMap<string, Role>;
  readonly before: CompiledPolicy;
  readonly after: CompiledPolicy;
  readonly factsOf: (policy: CompiledPolicy, role: Role) => AccessFacts;
  readonly gatewayHost: string;
}

type Groups = Pick<SettingsPreview, 'newly_refused' | 'newly_permitted' | 'newly_recorded'>;

/** One organization's view alone: that another one that binds the same people refuses as well is not this one's to tell. */
export function previewTallies({ tallies, roles, before, after, factsOf, gatewayHost }: ToPreview): Groups {
  const found = { newly_refused: createGathering(), newly_permitted: createGathering(), newly_recorded: createGathering() };
  for (const tally of tallies) {
    const asker = askerOf(tally, { roles, organization: after.organization });
    if (asker === undefined) continue;
    const request: AccessRequest = { subject: asker.subject, action: tally.action, resource: { registry: tally.registry, repository: tally.repository } };
    const was = decide(request, factsOf(before, asker.role));
    const is = decide(request, factsOf(after, asker.role));
    const group = groupOf(was, is);
    if (group !== undefined) found[group].add(tally, is, gatewayHost);
  }
  return { newly_refused: found.newly_refused.done(), newly_permitted: found.newly_permitted.done(), newly_recorded: found.newly_recorded.done() };
}

function askerOf({ subjectKind, subjectId, subjectName }: PullTally, { roles, organization }: { readonly roles: ReadonlyMap<string, Role>; readonly organization: string }): { readonly subject: Subject; readonly role: Role } | undefined {
  switch (subjectKind) {
    case 'anonymous':
      return { subject: { kind: 'anonymous' }, role: 'member' };
    case 'organization-token':
      return subjectName === organization ? { subject: { kind: 'organization-token', organization, tokenId: subjectId ?? '' }, role: 'member' } : undefined;
    case 'user': {
      const role = subjectId === null ? undefined : roles.get(subjectId);
      return subjectId === null || role === undefined ? undefined : { subject: { kind: 'user', id: subjectId, name: subjectName ?? '', scopes: ['repo:admin'] }, role };
    }
  }
}

function groupOf(was: Decision, is: Decision): keyof Groups | undefined {
  if (is.effect === 'deny') return was.effect === 'deny' ? undefined : 'newly_refused';
  if (was.effect === 'deny') return 'newly_permitted';
  return is.audited !== undefined && was.audited === undefined ? 'newly_recorded' : undefined;
}

interface Gathered {
  readonly first: Omit<PreviewedRepository, 'requests' | 'last_at' | 'people' | 'people_count'>;
  requests: number;
  lastAtMs: number;
  readonly people: Set<string>;
}

function createGathering() {
  const repositories = new Map<string, Gathered>();
  const everybody = new Set<string>();
  return {
    add: (tally: PullTally, decision: Decision, gatewayHost: string): void => {
      const { action, registry, repository } = tally;
      const person = `${tally.subjectKind} ${tally.subjectName ?? ''}`;
      everybody.add(person);
      const key = `${action} ${registry}/${repository}`;
      const known = repositories.get(key) ?? { first: describe(tally, decision, gatewayHost), requests: 0, lastAtMs: 0, people: new Set<string>() };
      repositories.set(key, known);
      known.requests += tally.requests;
      known.lastAtMs = Math.max(known.lastAtMs, tally.lastAtMs);
      known.people.add(nameOf(tally));
    },
    done: (): PreviewGroup => {
      const all = [...repositories.values()].toSorted((one, other) => other.requests - one.requests || other.lastAtMs - one.lastAtMs);
      return {
        repositories: all.length,
        people: everybody.size,
        requests: all.reduce((sum, { requests }) => sum + requests, 0),
        results: all.slice(0, previewListedMax).map(({ first, requests, lastAtMs, people }) => ({
          ...first,
          requests,
          last_at: new Date(lastAtMs).toISOString(),
          people_count: people.size,
          people: [...people].toSorted().slice(0, previewPeopleMax),
        })),
      };
    },
  };
}

function describe({ action, registry, repository }: PullTally, decision: Decision, gatewayHost: string): Gathered['first'] {
  const denial = decision.effect === 'deny' ? decision : decision.audited;
  const { rule, classification } = denial ?? decision;
  return { registry, repository, action, rule, category: classification?.category ?? null, reason: denial === undefined ? null : explain(denial, { resource: { registry, repository }, gatewayHost }) };
}

function nameOf({ subjectKind, subjectName }: PullTally): string {
  switch (subjectKind) {
    case 'user':
      return subjectName ?? '';
    case 'organization-token':
      return `${subjectName ?? ''} (organization access token)`;
    case 'anonymous':
      return '(anonymous)';
  }
}
