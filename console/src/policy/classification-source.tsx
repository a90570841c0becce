// Why an image is of its category, in a few words: the same as the command line's.
import type { Answer } from '../api/operation-types.ts';
import { Time } from '../ui/time.tsx';

type Source = NonNullable<Answer<'checkImages'>['results'][number]['source']>;

export function ClassificationSource({ source }: { readonly source: Source }) {
  const { kind, namespace, organization, as_of: asOf, by, at } = source;
  switch (kind) {
    case 'organization-namespace':
      return namespace === organization ? "the organization's own namespace" : `${namespace ?? 'the namespace'} belongs to ${organization ?? 'the organization'}`;
    case 'library':
      return 'library/* on Docker Hub';
    case 'catalog':
      return asOf === null || asOf === undefined ? 'listed in the catalog' : `listed in the catalog (as of ${asOf})`;
    case 'override':
      return (
        <>
          set by {by ?? 'an owner'}
          {at !== undefined && at !== '' && (
            <>
              , <Time at={at} form="day" />
            </>
          )}
        </>
      );
    case 'unlisted':
      return 'not in the catalog';
  }
}
