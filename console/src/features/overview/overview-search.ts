// What the address bar of this page may say; everything else in it is left out.
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { type Period, periods } from './period.ts';

export type ShownCategory = keyof typeof categoryTexts | 'none';

export const shownCategories: readonly ShownCategory[] = [...(Object.keys(categoryTexts) as (keyof typeof categoryTexts)[]), 'none'];

export interface OverviewSearch {
  /** Left out: the last 7 days. */
  readonly period?: Period;
  /** What the chart is about; left out: everything. `none`: images of other registries. */
  readonly category?: ShownCategory;
}

export function parseOverviewSearch({ period, category }: Record<string, unknown>): OverviewSearch {
  const known = Object.keys(periods).find((each): each is Period => each === period);
  const shown = shownCategories.find((each) => each === category);
  return { ...(known !== undefined && { period: known }), ...(shown !== undefined && { category: shown }) };
}
