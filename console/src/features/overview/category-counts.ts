// The statistics by category, as the chart and the table behind it have them.
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import type { Counts } from './outcome.ts';
import type { ShownCategory } from './overview-search.ts';

export interface CategoryCounts extends Counts {
  readonly category: ShownCategory;
}

export function categoryName(category: ShownCategory): string {
  return category === 'none' ? 'Images of other registries' : categoryTexts[category].name;
}

/** Beside a bar. */
export function shortCategoryName(category: ShownCategory): string {
  return category === 'none' ? 'Other registries' : categoryTexts[category].shortName;
}
