// What the sections of the page show and change: image access but for its allowlist.
import type { PolicySettings } from '../../policy/policy-settings.ts';

export type Images = PolicySettings['restricted_images'];

export interface ImagesSectionProps {
  readonly images: Images;
  readonly isEditable: boolean;
  readonly onChange: (change: Partial<Omit<Images, 'allowlist'>>) => void;
}
