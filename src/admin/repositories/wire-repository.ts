// Repositories and tags in Docker Hub's shapes.
import type { HubRepository, HubRepositoryInfo, HubTag } from '../../contract/repositories.ts';
import { wireClassificationSource } from '../../contract/wire-classification.ts';
import type { NamespaceFacts } from '../classify-namespace.ts';
import { wireTime } from '../wire-time.ts';
import type { KnownRepository, KnownTag } from './known-pulls.ts';

/** @param known undefined: nobody whose records the caller may read pulled it */
export function wireRepository({ namespace, name, facts, known }: { readonly namespace: string; readonly name: string; readonly facts: NamespaceFacts; readonly known: KnownRepository | undefined }): HubRepository {
  const last = known === undefined ? null : wireTime(known.lastAtMs);
  return {
    name,
    namespace,
    repository_type: 'image',
    status: 1,
    status_description: 'active',
    description: '',
    is_private: false,
    star_count: 0,
    pull_count: known?.pulls ?? 0,
    last_updated: last,
    last_modified: last,
    date_registered: null,
    affiliation: '',
    media_types: [],
    content_types: ['image'],
    categories: [],
    storage_size: 0,
    badge: facts.badge,
    known: known !== undefined,
    category: facts.classification.category,
    category_source: wireClassificationSource(facts.classification.source),
    as_of: facts.asOf,
  };
}

export function wireRepositoryInfo(repository: HubRepository): HubRepositoryInfo {
  return {
    ...repository,
    user: repository.namespace,
    is_automated: false,
    collaborator_count: 0,
    hub_user: repository.namespace,
    has_starred: false,
    full_description: '',
    permissions: { read: true, write: false, admin: false },
    immutable_tags_settings: { enabled: false, rules: [] },
    source: null,
  };
}

export function wireTag({ name, pulls, lastAtMs, digest }: KnownTag): HubTag {
  const last = wireTime(lastAtMs);
  return {
    id: 0,
    name,
    repository: 0,
    creator: 0,
    last_updated: last,
    last_updater: 0,
    last_updater_username: '',
    image_id: '',
    images: [],
    full_size: 0,
    v2: true,
    status: 'active',
    tag_status: 'active',
    tag_last_pulled: last,
    tag_last_pushed: null,
    media_type: '',
    content_type: 'image',
    digest: digest ?? '',
    pull_count: pulls,
  };
}
