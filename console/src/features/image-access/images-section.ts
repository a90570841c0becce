// What the sections of the page show and change: image access but for its allowlist.
import type { PolicySettings } from '../../policy/policy-settings.ts';

export type Images = PolicySettings['restricted_images'];

/** Beside what it shows of the images, so that a section is drawn again only when that changes. */
export interface ImagesSectionProps {
  readonly isEditable: boolean;
  readonly onChange: (change: Partial<Omit<Images, 'allowlist'>>) => void;
}
