// What the provider's groups bring: a role and places in teams, set anew at each sign-in.
import type { Role } from '../../core/policy/facts.ts';
import type { Account } from '../../identity/account.port.ts';
import type { Log } from '../../telemetry/log.ts';
import type { MemberStore } from '../members/members.port.ts';
import type { TeamStore } from '../teams/teams.port.ts';
import type { SignInActs } from './sign-in-acts.ts';
import type { SingleSignOnConnection } from './single-sign-on.port.ts';

const rank = { owner: 2, editor: 1, member: 0 } as const satisfies Record<Role, number>;

type Mapped = Pick<SingleSignOnConnection, 'groupMapping' | 'defaultRole'>;

/** The highest role that the groups bring, else the default; undefined where no group brings any: then roles are given here. */
export function roleOfGroups({ groupMapping, defaultRole }: Mapped, groups: readonly string[]): Role | undefined {
  if (!groupMapping.some(({ role }) => role !== undefined)) return undefined;
  const roles = groupMapping.flatMap(({ group, role }) => (role !== undefined && groups.includes(group) ? [role] : []));
  return roles.toSorted((one, other) => rank[other] - rank[one])[0] ?? defaultRole;
}

/** Of the teams that the mapping names, in lower case, whether the groups bring a place there. */
export function teamsOfGroups({ groupMapping }: Mapped, groups: readonly string[]): ReadonlyMap<string, boolean> {
  const teams = new Map<string, boolean>();
  for (const { group, team } of groupMapping) {
    if (team !== undefined) teams.set(team.toLowerCase(), groups.includes(group) || teams.get(team.toLowerCase()) === true);
  }
  return teams;
}

export interface ApplyGroupsOptions {
  readonly store: Pick<MemberStore, 'membershipsOf' | 'setRole'> & Pick<TeamStore, 'teamsOf' | 'addToTeam' | 'removeFromTeam'>;
  readonly now: () => number;
  readonly log: Pick<Log, 'warn'>;
}

export interface ToApply {
  readonly connection: SingleSignOnConnection;
  readonly account: Account;
  readonly groups: readonly string[];
  readonly acts: SignInActs;
}

export type ApplyGroups = (toApply: ToApply) => Promise<void>;

/** Teams that the mapping does not name stay as they are; so does the last owner. */
export function createApplyGroups({ store, now, log }: ApplyGroupsOptions): ApplyGroups {
  const applyRole = async ({ connection, account, groups, acts }: ToApply): Promise<void> => {
    const { organization } = connection;
    const role = roleOfGroups(connection, groups);
    const before = (await store.membershipsOf(account.id)).find((each) => each.organization === organization)?.role;
    if (role === undefined || before === undefined || role === before) return;
    const act = acts(account, { action: 'org.member.role.change', name: account.name, before: { role: before }, after: { role } });
    const result = await store.setRole({ organization, userId: account.id, role }, act);
    if (result === 'last-owner') log.warn({ organization, user: account.name, role }, 'the identity provider\'s groups would leave an organization without an owner: the role stays');
  };

  const applyTeams = async ({ connection, account, groups, acts }: ToApply): Promise<void> => {
    const { organization } = connection;
    const wanted = teamsOfGroups(connection, groups);
    if (wanted.size === 0) return;
    
    const present = new Set((await store.teamsOf(organization, account.id)).map((name) => name.toLowerCase()));
    for (const [team, isWanted] of wanted) {
      if (isWanted === present.has(team)) continue;
      const done = { name: account.name, [isWanted ? 'after' : 'before']: { team } };
      const result = isWanted
        ? await store.addToTeam({ organization, team, userId: account.id, atMs: now() }, acts(account, { action: 'org.team.member.add', ...done }))
        : await store.removeFromTeam({ organization, team, userId: account.id }, acts(account, { action: 'org.team.member.remove', ...done }));
      if (isWanted && result === 'missing') log.warn({ organization, team }, 'a team of the mapping from groups is gone: make it, or take it out of the mapping');
    }
  };

  return async (toApply) => {
    await applyRole(toApply);
    await applyTeams(toApply);
  };
}
