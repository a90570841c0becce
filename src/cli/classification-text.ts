// Why an image is of its category, in a few words.
import type { ClassificationSource } from '../contract/classification.ts';
import { showTime } from './moment.ts';

/** `listed in the catalog (as of 2026-01-05)`; the evidence itself is too long for a table. */
export function describeSource({ kind, namespace, organization, as_of: asOf, by, at }: ClassificationSource): string {
  switch (kind) {
    case 'organization-namespace':
      return namespace === organization ? "the organization's own namespace" : `${namespace ?? 'the namespace'} belongs to ${organization ?? 'the organization'}`;
    case 'library':
      return 'library/* on Docker Hub';
    case 'catalog':
      return asOf === null || asOf === undefined ? 'listed in the catalog' : `listed in the catalog (as of ${asOf})`;
    case 'override':
      return `set by ${by ?? 'an owner'}${at === undefined || at === '' ? '' : `, ${showTime(at)}`}`;
    case 'unlisted':
      return 'not in the catalog';
  }
}
