// The five categories of images on Docker Hub: which are allowed, and why.
import { memo } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import type { Category } from '../../policy/category-badge.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Section } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './categories.module.css';
import type { Images, ImagesSectionProps } from './images-section.ts';

type CategoryImages = Omit<Images, 'allowlist'>;

const settingOf = {
  organization: undefined,
  official: 'allow_official_images',
  'verified-publisher': 'allow_verified_publishers',
  'sponsored-open-source': 'allow_sponsored_open_source',
  community: 'allow_community_images',
} as const satisfies Record<Category, keyof CategoryImages | undefined>;

const order = ['organization', 'official', 'verified-publisher', 'sponsored-open-source', 'community'] as const satisfies readonly Category[];

export function Categories({ images, ...section }: ImagesSectionProps & { readonly images: CategoryImages }) {
  return (
    <Section title="Categories" description="Every image of Docker Hub counts as one of these. Images of other registries are the business of registry access." isFlush>
      <ul className={styles['categories']}>
        {order.map((category) => {
          const setting = settingOf[category];
          const isIncluded = category === 'sponsored-open-source' && images.allow_community_images;
          return <CategoryRow key={category} category={category} isOn={setting === undefined || isIncluded || images[setting]} isIncluded={isIncluded} enforcement={images.enabled ? images.mode : 'off'} {...section} />;
        })}
      </ul>
    </Section>
  );
}

interface CategoryRowProps extends ImagesSectionProps {
  readonly category: Category;
  readonly isOn: boolean;
  /** In another category that is allowed. */
  readonly isIncluded: boolean;
  readonly enforcement: Images['mode'] | 'off';
}

const CategoryRow = memo(function CategoryRow({ category, isOn, isIncluded, enforcement, isEditable, onChange }: CategoryRowProps) {
  const { name, description } = categoryTexts[category];
  const setting = settingOf[category];
  return (
    <li className={styles['category']}>
      <Switch
        isSelected={isOn}
        isDisabled={isEditable && (setting === undefined || isIncluded)}
        isReadOnly={!isEditable}
        onChange={(allowed) => setting !== undefined && onChange({ [setting]: allowed })}
        description={isIncluded ? `${description} Allowed as long as community images are.` : description}
      >
        {name}
      </Switch>
      <State isOn={isOn} enforcement={enforcement} isAlways={setting === undefined} />
    </li>
  );
});

function State({ isOn, enforcement, isAlways }: { readonly isOn: boolean; readonly enforcement: CategoryRowProps['enforcement']; readonly isAlways: boolean }) {
  if (isAlways) return <Badge tone="good">Always allowed</Badge>;
  if (enforcement === 'off') return <Badge>{isOn ? 'Allowed' : 'Allowed while image access is off'}</Badge>;
  if (isOn) return <Badge tone="good">Allowed</Badge>;
  return enforcement === 'audit' ? <Badge tone="warning">Recorded, let through</Badge> : <Badge tone="danger">Refused</Badge>;
}
