// The first start of an installation: one organization, its owner, one member with a personal access token, all or nothing.
import { randomUUID } from 'node:crypto';
import { actOfSystem } from '../../audit/act-of-system.ts';
import type { Act } from '../../audit/activity.port.ts';
import { accountName, newPassword } from '../../contract/members.ts';
import { InvalidSettings, compilePolicy } from '../../core/policy/compile-policy.ts';
import { accountNameRule } from '../../core/policy/account-name.ts';
import { type OrganizationSettings, defaultSettings } from '../../core/policy/settings.ts';
import { hashPassword } from '../../identity/password.ts';
import { mintToken } from '../../identity/secret.ts';
import { generatePassword } from '../generate-password.ts';
import type { NewMember } from '../members/members.port.ts';
import type { PersonalToken } from '../tokens/tokens.port.ts';
import type { InstallationStore, NewInstallation } from './installation.port.ts';

export interface FirstStartOptions {
  readonly store: InstallationStore;
  readonly organization: string;
  readonly ownerName: string;
  /** Undefined: one is made up. */
  readonly ownerPassword?: string | undefined;
  readonly memberName: string;
  /** Undefined: image access off, sign-in enforced. */
  readonly settings?: OrganizationSettings;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** What is printed once: nothing of it can be read again. */
export interface FirstStart {
  readonly organization: string;
  readonly owner: {
    readonly name: string;
    /** Undefined when it was given: its owner knows it. */
    readonly generatedPassword: string | undefined;
  };
  readonly member: { readonly name: string; readonly personalAccessToken: string };
}

/** The names or the password of the first start cannot be used; `problems` names each. */
export class InvalidFirstStart extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`the first start cannot make the organization: ${problems.join('; ')}`);
    this.name = 'InvalidFirstStart';
    this.problems = problems;
  }
}

const memberTokenLabel = 'first start';

/**
 * Makes the installation where there is none. Undefined: there was one already, and nothing is changed.
 * @throws InvalidFirstStart naming every problem, before anything is made
 */
export async function prepareFirstStart(options: FirstStartOptions): Promise<FirstStart | undefined> {
  const { store, organization, ownerName, memberName, now } = options;
  if ((await store.organizationNames()).length > 0) return undefined;
  checkOptions(options);
  const atMs = now();
  const password = options.ownerPassword ?? generatePassword();
  const { secret, hash } = mintToken('personal');
  const owner = newMember({ organization, name: ownerName, role: 'owner', passwordHash: await hashPassword(password), atMs });
  const member = newMember({ organization, name: memberName, role: 'member', passwordHash: null, atMs });
  const installation: NewInstallation = {
    organization: { name: organization, settings: options.settings ?? defaultSettings, atMs },
    members: [owner, member],
    token: { token: firstToken(member), hash },
  };
  if (!(await store.createInstallation(installation, actsOfFirstStart(installation, options.ownerPassword === undefined ? 'generated' : 'given')))) return undefined; // another process was first
  return {
    organization,
    owner: { name: ownerName, generatedPassword: options.ownerPassword === undefined ? password : undefined },
    member: { name: memberName, personalAccessToken: secret },
  };
}

/** The installation's own, and the first ones of its organization. Whether the owner's password was generated is told, so that the console can ask for another. */
function actsOfFirstStart({ organization: { name: organization, atMs }, members, token: { token } }: NewInstallation, ownerPassword: 'given' | 'generated'): readonly Act[] {
  return [
    actOfSystem({ action: 'installation.first_start', name: organization, atMs, after: { orgname: organization, owner: members.find(({ role }) => role === 'owner')?.name ?? null, owner_password: ownerPassword } }),
    actOfSystem({ action: 'org.create', organization, name: organization, atMs, after: { orgname: organization, revision: 1 } }),
    ...members.map(({ name, role }) => actOfSystem({ action: 'org.member.add', organization, name, atMs, after: { username: name, role } })),
    actOfSystem({ action: 'user.access_token.create', name: members.find(({ id }) => id === token.userId)?.name ?? '', atMs, after: { uuid: token.id, token_label: token.label, scopes: token.scopes } }),
  ];
}

function checkOptions({ organization, ownerName, memberName, ownerPassword, settings = defaultSettings }: FirstStartOptions): void {
  const problems = Object.entries({ organization, owner: ownerName, member: memberName }).flatMap(([what, name]) =>
    accountName.safeParse(name).success ? [] : [`the name of the ${what} ${accountNameRule}`],
  );
  if (new Set([organization, ownerName, memberName]).size < 3) problems.push('the organization, its owner and its member must have three different names');
  const password = newPassword.optional().safeParse(ownerPassword);
  for (const issue of password.error?.issues ?? []) problems.push(`the owner's password ${issue.message}`);
  problems.push(...settingsProblems(organization, settings));
  if (problems.length > 0) throw new InvalidFirstStart(problems);
}

function settingsProblems(organization: string, settings: OrganizationSettings): readonly string[] {
  try {
    compilePolicy({ organization, revision: 1, settings });
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) return error.problems;
    throw error;
  }
}

function newMember(fields: Pick<NewMember, 'organization' | 'name' | 'role' | 'passwordHash' | 'atMs'>): NewMember {
  return { id: randomUUID(), email: null, fullName: '', ...fields };
}

function firstToken(member: NewMember): PersonalToken {
  return {
    id: randomUUID(),
    userId: member.id,
    label: memberTokenLabel,
    scopes: ['repo:read'],
    createdAtMs: member.atMs,
    expiresAt: null,
    isActive: true,
    lastUsedAtMs: null,
    creatorAddress: '',
    creatorUserAgent: '',
  };
}
