// Revisions of an organization's settings: appended, never changed.
import type { Act } from '../../audit/activity.port.ts';
import type { SettingChange } from '../../contract/revisions.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';

/** A revision as the history lists it: without its settings, which may be large. */
export interface RevisionEntry {
  readonly organization: string;
  /** From 1, without gaps. */
  readonly revision: number;
  readonly atMs: number;
  /** User name of who made it. */
  readonly by: string;
  /** What changed, in one line: `allow_community_images: false -> true`. */
  readonly summary: string;
  /** The same setting by setting; left out: made before this was kept, or the first settings. */
  readonly change?: RevisionChange;
}

export interface RevisionChange {
  readonly settings: readonly SettingChange[];
  /** The revision that it brought back. */
  readonly rolledBackTo?: number;
}

export interface SettingsRevision extends RevisionEntry {
  readonly settings: OrganizationSettings;
}

export interface SettingsStore {
  /** Undefined: there is no such organization. */
  currentSettings(organization: string): Promise<SettingsRevision | undefined>;
  findRevision(organization: string, revision: number): Promise<SettingsRevision | undefined>;
  /** Newest first. */
  listRevisions(organization: string, page: { readonly limit: number; readonly offset: number }): Promise<{ readonly total: number; readonly revisions: readonly RevisionEntry[] }>;
  /** Appends `revision`, whose number must be the current one's plus 1; `conflict` when somebody else was first. The acts say what it changed: the one revision may be several. */
  appendRevision(revision: SettingsRevision, acts: readonly Act[]): Promise<'appended' | 'conflict'>;
}
