// The one way in which settings change: read, change, check, append; whole or not at all, and never over somebody else's change.
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import type { Log } from '../../telemetry/log.ts';
import type { InstallationStore } from '../installation/installation.port.ts';
import { ownsEverything } from '../owns-everything.ts';
import { ProblemError, notFound } from '../problem.ts';
import { actsOfChange } from './acts-of-change.ts';
import { checkSettings } from './check-settings.ts';
import { describeChange } from './describe-change.ts';
import { settingsTag } from '../settings-tag.ts';
import type { ChangeSettings } from './change-settings.port.ts';
import { summarizeChanges } from './summarize-changes.ts';
import type { SettingsStore } from './settings.port.ts';

/** Each try lost means that somebody else's change got through. */
const triesMax = 8;

export function createChangeSettings({
  store,
  now,
  log,
}: {
  readonly store: Pick<SettingsStore, 'currentSettings' | 'appendRevision'> & Pick<InstallationStore, 'organizationNames'>;
  readonly now: () => number;
  readonly log: Log;
}): ChangeSettings {
  return async ({ organization, caller, ifMatch, change, act, rolledBackTo }) => {
    const by = caller.name;
    for (let tries = 0; tries < triesMax; tries += 1) {
      const current = await store.currentSettings(organization);
      if (current === undefined) throw notFound('organization');
      checkRevision(ifMatch, current.revision);
      const atMs = now();
      const settings = change(current.settings, { by, at: new Date(atMs).toISOString() });
      const changes = describeChange(current.settings, settings);
      if (changes === '') return current;
      const revision = current.revision + 1;
      checkSettings(organization, revision, settings);
      if (addsNamespace(current.settings, settings) && !(await ownsEverything(caller, store))) throw namespaceRefused(organization);
      const next = {
        organization,
        revision,
        settings,
        atMs,
        by,
        summary: rolledBackTo === undefined ? changes : `rollback to revision ${rolledBackTo}: ${changes}`,
        change: { settings: summarizeChanges(current.settings, settings), ...(rolledBackTo !== undefined && { rolledBackTo }) },
      };
      if ((await store.appendRevision(next, actsOfChange({ before: current, after: next, organization, act }))) === 'appended') {
        log.info({ organization, revision, by, summary: next.summary }, 'settings changed');
        return next;
      }
    }
    throw new ProblemError(409, 'the settings are being changed by others: read them and try again');
  };
}

/** RFC 9110, section 13.1.1: `*`, or a list of tags of which one must be the current one. */
function checkRevision(ifMatch: string | undefined, revision: number): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (tags.includes(settingsTag(revision))) return;
  throw new ProblemError(412, `the settings are at revision ${revision} by now: read them again and repeat the change`, {
    headers: { ETag: settingsTag(revision) },
  });
}

function addsNamespace(before: OrganizationSettings, after: OrganizationSettings): boolean {
  return after.namespaces.some((namespace) => !before.namespaces.includes(namespace));
}

/** The gateway's credentials are the whole installation's, so who owns one organization cannot take what lies in a namespace for its members. */
function namespaceRefused(organization: string): ProblemError {
  return new ProblemError(403, `a namespace opens its private repositories to the members of ${organization}: ask an owner of every organization of this installation to add it`);
}
