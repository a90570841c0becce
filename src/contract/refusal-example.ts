// What a refused person reads, for whoever writes the help text at its end.
import { explain } from '../core/policy/explain.ts';

/** The whole sentence, for a community image. */
export function refusalExample(organization: string, helpText: string): string {
  return explain(
    { effect: 'deny', rule: 'category', reason: { kind: 'category-not-allowed', category: 'community' }, organization, helpText },
    { resource: { registry: 'docker.io', repository: 'someuser/custom-image' }, gatewayHost: '' },
  );
}
