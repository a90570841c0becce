// Changing settings, as every operation that changes some of them asks for it.
import type { Act } from '../../audit/activity.port.ts';
import type { Authorship } from '../../contract/merge-settings.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import type { Caller } from '../caller.ts';
import type { Done } from '../operation.ts';
import type { SettingsRevision } from './settings.port.ts';

export interface SettingsToChange {
  readonly organization: string;
  /** Who changes. */
  readonly caller: Pick<Caller, 'name' | 'memberships'>;
  /** The If-Match header; undefined: whatever the settings are, the change is laid over them. */
  readonly ifMatch: string | undefined;
  readonly change: (current: OrganizationSettings, authorship: Authorship) => OrganizationSettings;
  /** The call's: makes the acts that are logged with the change. */
  readonly act: (done: Done) => Act;
  /** The number of the revision that is brought back. */
  readonly rolledBackTo?: number;
}

/**
 * Resolves with the revision in force afterwards: the same as before when nothing changed.
 * @throws ProblemError 400 with every problem of the settings, 403 for a further namespace that is not the caller's to give, 412 when If-Match names another revision, 409 when others keep being first
 */
export type ChangeSettings = (toChange: SettingsToChange) => Promise<SettingsRevision>;
