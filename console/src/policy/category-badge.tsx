// The category of an image, in the words and the colour that it has on every page.
import { categoryTexts } from '../../../src/contract/category-texts.ts';
import { Badge, type BadgeTone } from '../ui/badge.tsx';

export type Category = keyof typeof categoryTexts;

const tones = {
  organization: 'accent',
  official: 'good',
  'verified-publisher': 'good',
  'sponsored-open-source': 'good',
  community: 'warning',
} as const satisfies Record<Category, BadgeTone>;

/** null: images of other registries have none. */
export function CategoryBadge({ category }: { readonly category: Category | null }) {
  if (category === null) return <Badge>No category</Badge>;
  return <Badge tone={tones[category]}>{categoryTexts[category].name}</Badge>;
}
