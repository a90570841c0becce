// The categories of images in words: the same in the console, the CLI and the documentation.
import type { Category } from '../core/policy/category.ts';

export interface CategoryText {
  /** As a heading or a filter has it. */
  readonly name: string;
  /** In a narrow column. */
  readonly shortName: string;
  /** One sentence: which images these are. */
  readonly description: string;
}

export const categoryTexts = {
  organization: { name: 'Organization images', shortName: 'Organization', description: "Images in your organization's own namespaces. Always allowed." },
  official: { name: 'Docker Official Images', shortName: 'Official', description: 'A curated set under library/, such as nginx or postgres, reviewed and maintained for Docker.' },
  'verified-publisher': { name: 'Docker Verified Publisher images', shortName: 'Verified Publisher', description: 'Images of commercial publishers that Docker has verified, such as grafana or datadog.' },
  'sponsored-open-source': { name: 'Docker-Sponsored Open Source images', shortName: 'Sponsored Open Source', description: 'Images of open source projects that Docker sponsors.' },
  community: { name: 'Community images', shortName: 'Community', description: 'Everything else on Docker Hub: anybody can publish these, and nobody has reviewed them.' },
} as const satisfies Record<Category, CategoryText>;
