// Why a namespace is of its category, in the words of filters.

export const sourceNames = {
  'organization-namespace': 'Your namespaces',
  library: 'Docker Official Images',
  catalog: 'Listed in the catalog',
  override: 'Set by an owner',
  unlisted: 'Not in the catalog',
} as const satisfies Record<string, string>;

export type SourceKind = keyof typeof sourceNames;
