// POST /v2/orgs/{org}/allowlist: one revision for all that is new, and none where everything was there.
import { allowlistEntriesMax } from '../../contract/settings.ts';
import { canonicalPattern } from '../../core/image/pattern.ts';
import type { EntryNote, OrganizationSettings } from '../../core/policy/settings.ts';
import type { ChangeSettings } from '../settings/change-settings.port.ts';
import type { Operation } from '../operation.ts';
import { invalidRequest } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import { notedPatterns, withAllowlist, withId } from '../allowlist-entries.ts';

interface NewEntry {
  readonly repository: string;
  readonly note?: string | undefined;
}

export function createAddToAllowlist({ changeSettings }: { readonly changeSettings: ChangeSettings }): Operation<'addToAllowlist'> {
  return async ({ membership, caller, body, ifMatch, act }) => {
    const asked: readonly NewEntry[] = body.entries ?? (body.repository === undefined ? [] : [{ repository: body.repository, note: body.note }]);
    let added = 0;
    const { settings, revision } = await changeSettings({
      organization: membership.organization,
      caller,
      ifMatch,
      act,
      change: (current, { by, at }) => {
        const fresh = missingFrom(current, asked);
        added = fresh.length; // of the try that got through
        const notes = fresh.map(({ repository, note = '' }): EntryNote => ({ entry: repository, note, by, at }));
        const repositories = [...current.restrictedImages.allowlist.repositories, ...notes.map(({ entry }) => entry)];
        if (repositories.length > allowlistEntriesMax) throw invalidRequest({ entries: [`the allowlist would have ${repositories.length} entries: it may have ${allowlistEntriesMax}, allow a namespace such as someuser/* instead`] });
        return withAllowlist(current, repositories, [...current.notes.allowlist, ...notes]);
      },
    });
    const entries = new Map(notedPatterns(settings).map((entry) => [canonicalPattern(entry.repository), entry]));
    const meanings = new Set(asked.map(({ repository }) => canonicalPattern(repository)));
    return {
      body: { added, revision, enabled: settings.restrictedImages.allowlist.enabled, results: [...meanings].flatMap((meaning) => entries.get(meaning) ?? []).map(withId) },
      headers: { ETag: settingsTag(revision) },
    };
  };
}

/** The first of those that mean the same; what is on the allowlist stays as it is, its note included. */
function missingFrom(settings: OrganizationSettings, asked: readonly NewEntry[]): readonly NewEntry[] {
  const known = new Set(settings.restrictedImages.allowlist.repositories.map(canonicalPattern));
  return asked.filter(({ repository }) => {
    const key = canonicalPattern(repository);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
