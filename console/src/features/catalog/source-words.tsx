// Why a namespace is of its category, and since when: who set it, or as of when the catalog says so.
import type { Answer } from '../../api/operation-types.ts';
import { Time } from '../../ui/time.tsx';

type Source = Answer<'showCatalogEntry'>['source'];

export function SourceWords({ source: { kind, namespace, organization, as_of: asOf, by, at } }: { readonly source: Source }) {
  switch (kind) {
    case 'organization-namespace':
      return <>{namespace === organization ? 'The organization’s own namespace' : `Belongs to ${organization ?? 'the organization'}`}</>;
    case 'library':
      return <>library/ on Docker Hub</>;
    case 'catalog':
      return <>Listed in the catalog{asOf === null || asOf === undefined ? ', without a date' : <>, as of <Time at={asOf} form="day" /></>}</>;
    case 'override':
      return <>Set by {by ?? 'an owner'}{at !== undefined && at !== '' && <>, <Time at={at} form="day" /></>}</>;
    case 'unlisted':
      return <>Not in the catalog</>;
  }
}
