// A decision as the answer of a check: the same from the server and offline.
import type { Resource } from '../core/policy/access-request.ts';
import type { Decision } from '../core/policy/decision.ts';
import { explain } from '../core/policy/explain.ts';
import type { CheckResult } from './check.ts';
import { wireClassificationSource } from './wire-classification.ts';

export interface Checked {
  /** As it was asked. */
  readonly image: string;
  readonly resource: Resource;
  readonly decision: Decision;
  /** Named in the sentence that asks for a sign-in. */
  readonly gatewayHost: string;
}

/** A deny that the mode audit let through is shown as the deny it is, not enforced: as in the records. */
export function checkResult({ image, resource, decision, gatewayHost }: Checked): CheckResult {
  const deny = decision.effect === 'deny' ? decision : decision.audited;
  const { rule, classification, organization, revision } = deny ?? decision;
  return {
    image,
    registry: resource.registry,
    repository: resource.repository,
    effect: deny === undefined ? 'permit' : 'deny',
    enforced: decision.effect === 'deny' || deny === undefined,
    rule,
    category: classification?.category ?? null,
    source: classification === undefined ? null : wireClassificationSource(classification.source),
    reason: deny === undefined ? null : explain(deny, { resource, gatewayHost }),
    organization: organization ?? null,
    revision: revision ?? null,
  };
}
