// POST /v2/orgs/{org}/settings/preview: whom a change would have refused or permitted in the last days, by the very code that decides.
import { mergeRegistryAccess, mergeSettings } from '../../contract/merge-settings.ts';
import type { CompiledPolicy } from '../../core/policy/policy.ts';
import { compilePolicy } from '../../core/policy/compile-policy.ts';
import type { AccessFacts, Role } from '../../core/policy/facts.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import type { FindCatalog } from '../current-catalog.ts';
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { invalidRequest, notFound } from '../problem.ts';
import type { PullTallyStore } from '../pull-tallies.port.ts';
import { checkSettings } from './check-settings.ts';
import { previewTallies } from './preview-tallies.ts';
import type { SettingsStore } from './settings.port.ts';

export interface PreviewChangeOptions {
  readonly store: Pick<SettingsStore, 'currentSettings'> & Pick<MemberStore, 'listMembers'> & PullTallyStore;
  readonly findCatalog: FindCatalog;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  /** Named in the sentence that asks for a sign-in. */
  readonly gatewayHost: string;
  readonly now: () => number;
}

const dayMs = 24 * 60 * 60 * 1000;
const sinceDefaultMs = 30 * dayMs;
const recordsMax = 200_000;
const membersAtOnce = 1000;

export function createPreviewChange({ store, findCatalog, isConfiguredRegistry, gatewayHost, now }: PreviewChangeOptions): Operation<'previewSettings'> {
  async function rolesIn(organization: string): Promise<ReadonlyMap<string, Role>> {
    const roles = new Map<string, Role>();
    for (let offset = 0; ; offset += membersAtOnce) {
      const { total, members } = await store.listMembers(organization, { limit: membersAtOnce, offset });
      for (const { id, role, isActive } of members) if (isActive) roles.set(id, role);
      if (offset + membersAtOnce >= total) return roles;
    }
  }

  return async ({ membership: { organization }, caller, body }) => {
    const current = await store.currentSettings(organization);
    if (current === undefined) throw notFound('organization');
    const { revision } = current;
    const untilMs = now();
    const sinceMs = body.since === undefined ? untilMs - sinceDefaultMs : Date.parse(body.since);
    if (sinceMs > untilMs) throw invalidRequest({ since: ['lies ahead: name a time in the past'] });
    const authorship = { by: caller.name, at: new Date(untilMs).toISOString() };
    const merged = mergeSettings(current.settings, body.settings ?? {}, authorship);
    const changed = mergeRegistryAccess(merged, body.registry_access_management ?? {});
    checkSettings(organization, revision, changed);

    const [roles, catalog, { tallies, records, isComplete, oldestMs }] = await Promise.all([rolesIn(organization), findCatalog(), store.tallyPulls(organization, { sinceMs, recordsMax })]);
    const compiled = (settings: OrganizationSettings): CompiledPolicy => compilePolicy({ organization, revision, settings });
    const factsOf = (policy: CompiledPolicy, role: Role): AccessFacts => ({ organizations: [{ policy, role }], catalog, isConfiguredRegistry, tokenReach: everythingPublic });
    const groups = previewTallies({ tallies, roles, before: compiled(current.settings), after: compiled(changed), factsOf, gatewayHost });
    return { body: { revision, since: new Date(isComplete ? sinceMs : oldestMs).toISOString(), until: new Date(untilMs).toISOString(), records, is_complete: isComplete, ...groups } };
  };
}

/** What a robot was given is the same before and after: it must not hide what the settings say. */
const everythingPublic: NonNullable<AccessFacts['tokenReach']> = { named: new Map(), pushable: new Map(), deletable: new Map(), everythingPublic: true };
