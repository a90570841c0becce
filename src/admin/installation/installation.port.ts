// The first start of an installation.
import type { Act } from '../../audit/activity.port.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import type { NewMember } from '../members/members.port.ts';
import type { PersonalToken } from '../tokens/tokens.port.ts';

export interface NewInstallation {
  readonly organization: { readonly name: string; readonly settings: OrganizationSettings; readonly atMs: number };
  readonly members: readonly NewMember[];
  readonly token: { readonly token: PersonalToken; readonly hash: string };
}

export interface InstallationStore {
  /** The names of all organizations. */
  organizationNames(): Promise<readonly string[]>;
  /** All or nothing, the acts with it; false when an organization was there already. */
  createInstallation(installation: NewInstallation, acts: readonly Act[]): Promise<boolean>;
}
