// Why an image is of its category, in a few words.
import type { ClassificationSource } from '../contract/classification.ts';
import { showTime } from './moment.ts';

/** `listed in the catalog (docs, 2026-01-05)` */
export function describeSource({ kind, namespace, organization, evidence, as_of: asOf, by, at }: ClassificationSource): string {
  switch (kind) {
    case 'organization-namespace':
      return `${namespace ?? 'the namespace'} belongs to ${organization ?? 'the organization'}`;
    case 'library':
      return 'library/* on Docker Hub';
    case 'catalog':
      return `listed in the catalog (${[evidence, asOf].filter((part) => part !== undefined && part !== null).join(', ')})`;
    case 'override':
      return `set by ${by ?? 'an owner'}${at === undefined ? '' : `, ${showTime(at)}`}`;
    case 'unlisted':
      return 'not in the catalog';
  }
}
