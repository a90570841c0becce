// The five types of image on Docker Hub that an owner allows or not.

export const categories = ['organization', 'official', 'verified-publisher', 'sponsored-open-source', 'community'] as const;
export type Category = (typeof categories)[number];

/** A category and why: where the classification comes from. */
export interface Classification {
  readonly category: Category;
  readonly source: ClassificationSource;
}

export type ClassificationSource =
  /** The namespace is the organization's own name or one that an owner added. */
  | { readonly kind: 'organization-namespace'; readonly namespace: string; readonly organization: string }
  /** `library/*` on Docker Hub. */
  | { readonly kind: 'library' }
  /** The catalog's list of badges; `evidence` names its sources, `asOf` is an ISO date or null where the evidence has none. */
  | { readonly kind: 'catalog'; readonly namespace: string; readonly evidence: string; readonly asOf: string | null }
  | { readonly kind: 'override'; readonly namespace: string; readonly by: string; readonly at: string }
  /** Not in the catalog: what is not known to be better is community. */
  | { readonly kind: 'unlisted' };
