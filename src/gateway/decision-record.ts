// Writes a decision and what came of it as a record.
import { explain } from '../core/policy/explain.ts';
import type { Decision } from '../core/policy/decision.ts';
import type { PullRecord } from '../audit/pull-record.ts';
import type { Outcome, PullQuestion } from './pull-question.ts';

export interface DecisionDescription {
  readonly id: string;
  readonly question: PullQuestion;
  readonly decision: Decision;
  readonly readableBy: PullRecord['readableBy'];
  readonly outcome: Outcome;
}

const userAgentLengthMax = 256;

/** The record; a deny that the mode `audit` permitted is recorded as that deny, not enforced. */
export function describeDecision({ id, question, decision, readableBy, outcome }: DecisionDescription): PullRecord {
  const { token, action = 'pull', resource, endpoint, context } = question;
  const denial = decision.effect === 'deny' ? decision : decision.audited;
  const said = denial ?? decision;
  return {
    id,
    timeMs: context.timeMs,
    requestId: context.requestId,
    subjectKind: token.subjectKind,
    subjectId: token.subjectKind === 'anonymous' ? null : token.subjectId,
    subjectName: token.subjectKind === 'anonymous' ? null : token.subjectName,
    tokenId: token.tokenId ?? null,
    organization: said.organization ?? null,
    readableBy,
    // Which of the two ways of writing it was, the method tells.
    action: action === 'pull' ? 'pull' : 'push',
    endpoint,
    registry: resource.registry,
    repository: resource.repository,
    tag: resource.reference?.kind === 'tag' ? resource.reference.tag : null,
    digest: resource.reference?.kind === 'digest' ? resource.reference.digest : (outcome.digest ?? null),
    category: said.classification?.category ?? null,
    effect: said.effect,
    enforced: decision.effect === said.effect,
    rule: said.rule,
    reason: denial === undefined ? null : explain(denial, { resource, gatewayHost: context.gatewayHost }),
    policyRevision: said.revision ?? null,
    clientAddress: context.clientAddress,
    userAgent: context.userAgent.slice(0, userAgentLengthMax),
    method: context.method,
    outcome: outcome.status,
    bytes: outcome.bytes,
  };
}
