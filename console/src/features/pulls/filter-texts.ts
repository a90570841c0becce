// The filters of Pulls in words, for their chips and their fields.
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { ruleTexts } from '../../../../src/contract/rule-texts.ts';
import { formatTime } from '../../ui/format.ts';
import { isSpan, spans } from './filter-query.ts';
import { filterNames, type FilterName, type Filters } from './pulls-search.ts';

export interface Chip {
  /** The filters that go with it. */
  readonly names: readonly FilterName[];
  readonly label: string;
  readonly value: string;
}

/** What came of a request, as the two filters `effect` and `enforced` say it. */
export const results = [
  { value: 'permit', label: 'Allowed', filters: { effect: 'permit' } },
  { value: 'refused', label: 'Refused', filters: { effect: 'deny', enforced: 'true' } },
  { value: 'audited', label: 'Recorded, let through', filters: { effect: 'deny', enforced: 'false' } },
  { value: 'deny', label: 'Refused, or recorded and let through', filters: { effect: 'deny' } },
] as const satisfies readonly { readonly value: string; readonly label: string; readonly filters: Filters }[];
export type Result = (typeof results)[number]['value'];

export const labels = {
  effect: 'Result',
  enforced: 'Enforced',
  last: 'Time',
  from: 'From',
  to: 'Before',
  username: 'Person',
  image: 'Image contains',
  registry: 'Registry',
  repository: 'Repository',
  tag: 'Tag',
  digest: 'Digest',
  category: 'Category',
  rule: 'Rule',
  user_agent: 'Client contains',
  client_address: 'Client address',
  action: 'Action',
  token_id: 'Token',
  request_id: 'Request',
  reason: 'Reason contains',
} as const satisfies Record<FilterName, string>;

/** Undefined where the filters are none of the results that can be chosen. */
export function resultOf({ effect, enforced }: Filters): Result | undefined {
  return results.find(({ filters }) => filters.effect === effect && ('enforced' in filters ? filters.enforced : undefined) === enforced)?.value;
}

/** One for each filter, in a steady order; the two that make up a result are one. */
export function chipsOf(filters: Filters): readonly Chip[] {
  const result = results.find(({ value }) => value === resultOf(filters));
  return filterNames.flatMap((name): readonly Chip[] => {
    const value = filters[name];
    if (value === undefined || (name === 'enforced' && result !== undefined)) return [];
    if (name === 'effect' && result !== undefined) return [{ names: ['effect', 'enforced'], label: labels.effect, value: result.label }];
    return [{ names: [name], label: labels[name], value: textOf(name, value) }];
  });
}

function textOf(name: FilterName, value: string): string {
  switch (name) {
    case 'last':
      return isSpan(value) ? spans[value].name : value;
    case 'from':
    case 'to':
      return Number.isNaN(Date.parse(value)) ? value : formatTime(Date.parse(value));
    case 'category':
      return Object.hasOwn(categoryTexts, value) ? categoryTexts[value as keyof typeof categoryTexts].name : value;
    case 'rule':
      return Object.hasOwn(ruleTexts, value) ? ruleTexts[value as keyof typeof ruleTexts] : value;
    case 'action':
      return value === 'pull' ? 'Pull' : value === 'push' ? 'Push' : value;
    default:
      return value;
  }
}
