// The five categories of images on Docker Hub: which are allowed, and why.
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import type { Category } from '../../policy/category-badge.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Section } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';
import styles from './categories.module.css';
import type { Images, ImagesSectionProps } from './images-section.ts';

const settingOf = {
  organization: undefined,
  official: 'allow_official_images',
  'verified-publisher': 'allow_verified_publishers',
  'sponsored-open-source': 'allow_sponsored_open_source',
  community: 'allow_community_images',
} as const satisfies Record<Category, keyof Images | undefined>;

const order = ['organization', 'official', 'verified-publisher', 'sponsored-open-source', 'community'] as const satisfies readonly Category[];

export function Categories(props: ImagesSectionProps) {
  return (
    <Section title="Categories" description="Every image of Docker Hub counts as one of these. Images of other registries are the business of registry access." isFlush>
      <ul className={styles['categories']}>
        {order.map((category) => (
          <CategoryRow key={category} category={category} {...props} />
        ))}
      </ul>
    </Section>
  );
}

function CategoryRow({ category, images, isEditable, onChange }: ImagesSectionProps & { readonly category: Category }) {
  const { name, description } = categoryTexts[category];
  const setting = settingOf[category];
  const isIncluded = category === 'sponsored-open-source' && images.allow_community_images;
  const isOn = setting === undefined || isIncluded || images[setting];
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
      <State isOn={isOn} images={images} isAlways={setting === undefined} />
    </li>
  );
}

function State({ isOn, images, isAlways }: { readonly isOn: boolean; readonly images: Images; readonly isAlways: boolean }) {
  if (isAlways) return <Badge tone="good">Always allowed</Badge>;
  if (!images.enabled) return <Badge>{isOn ? 'Allowed' : 'Allowed while image access is off'}</Badge>;
  if (isOn) return <Badge tone="good">Allowed</Badge>;
  return images.mode === 'audit' ? <Badge tone="warning">Recorded, let through</Badge> : <Badge tone="danger">Refused</Badge>;
}
