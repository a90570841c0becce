// GET /v2/orgs/{org}/allowlist
import type { Operation } from '../operation.ts';
import { pageBounds, pageLinks } from '../page-links.ts';
import { notFound } from '../problem.ts';
import { settingsTag } from '../settings-tag.ts';
import type { SettingsStore } from '../settings/settings.port.ts';
import { notedPatterns, withId } from '../allowlist-entries.ts';

export function createListAllowlist({ store }: { readonly store: Pick<SettingsStore, 'currentSettings'> }): Operation<'listAllowlist'> {
  return async ({ membership, query, address }) => {
    const current = await store.currentSettings(membership.organization);
    if (current === undefined) throw notFound('organization');
    const { settings, revision } = current;
    const wanted = query.search?.toLowerCase() ?? '';
    const entries = notedPatterns(settings).filter(({ repository, note }) => `${repository}\n${note}`.toLowerCase().includes(wanted));
    const { limit, offset } = pageBounds(query);
    const { enabled } = settings.restrictedImages.allowlist;
    return { body: { count: entries.length, ...pageLinks(address, entries.length, query), results: entries.slice(offset, offset + limit).map(withId), enabled, revision }, headers: { ETag: settingsTag(revision) } };
  };
}
