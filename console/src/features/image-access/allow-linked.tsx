// Puts the repository in the address bar (`?allow=grafana/grafana`) on the allowlist of the draft: where a refused pull leads.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useOrganization } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import type { Draft } from '../../policy/use-draft.ts';
import { addEntries } from './allowlist-draft.ts';
import type { Meanings } from './meanings.ts';
import { cleaned } from './read-pasted.ts';

const route = getRouteApi('/signed-in/orgs/$org/image-access');

interface LinkedProps {
  readonly draft: Draft;
  readonly meanings: Meanings;
}

/** Once: the address forgets it, so that the page can be loaded again. */
export function AllowLinked({ draft, meanings }: LinkedProps) {
  const { allow } = route.useSearch();
  const { name: org } = useOrganization();
  const navigate = useNavigate();
  const [linked, setLinked] = useState<string>();
  if (allow !== undefined && allow !== linked) setLinked(allow);
  const { edit, isEditable } = draft;
  useEffect(() => {
    if (allow === undefined) return;
    if (isEditable) edit(addEntries([{ repository: cleaned(allow), note: '' }], { meanings, switchOn: true }));
    void navigate({ to: '/orgs/$org/image-access', params: { org }, search: {}, replace: true });
  }, [allow, edit, isEditable, meanings, navigate, org]);
  if (linked === undefined || !isEditable) return null;
  return <Outcome repository={cleaned(linked)} draft={draft} meanings={meanings} />;
}

function Outcome({ repository, draft, meanings }: LinkedProps & { readonly repository: string }) {
  const meaning = meanings.of(repository);
  if (meaning === undefined) return <Banner tone="warning">{`${repository} cannot stand on the allowlist: write namespace/repository, without a tag.`}</Banner>;
  const isIn = (settings: Draft['value']): boolean => settings.restricted_images.allowlist.enabled && meanings.ofAll(settings.restricted_images.allowlist.repositories).has(meaning);
  if (isIn(draft.latest.settings)) return <Banner tone="good">{`${repository} is on the allowlist.`}</Banner>;
  if (isIn(draft.value)) return <Banner>{`${repository} is put on the allowlist. Review and save, and it may be pulled at once.`}</Banner>;
  return null;
}
