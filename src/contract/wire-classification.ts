// Where a category comes from, on the wire.
import type { ClassificationSource as WireSource } from './classification.ts';
import type { ClassificationSource } from '../core/policy/category.ts';

export function wireClassificationSource(source: ClassificationSource): WireSource {
  switch (source.kind) {
    case 'organization-namespace':
      return { kind: source.kind, namespace: source.namespace, organization: source.organization };
    case 'catalog':
      return { kind: source.kind, namespace: source.namespace, evidence: source.evidence, as_of: source.asOf };
    case 'override':
      return { kind: source.kind, namespace: source.namespace, by: source.by, at: source.at };
    case 'library':
    case 'unlisted':
      return { kind: source.kind };
  }
}
