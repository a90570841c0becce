// The policy enforcement point: asks the facts and the policy, and keeps the record. The only place where a failure becomes a denial.
import { RegistryError } from '../core/distribution/error.ts';
import type { AccessRequest } from '../core/policy/access-request.ts';
import { decide } from '../core/policy/decide.ts';
import type { Decision, Deny } from '../core/policy/decision.ts';
import { explain } from '../core/policy/explain.ts';
import type { AccessFacts } from '../core/policy/facts.ts';
import type { PullRecord } from '../audit/pull-record.ts';
import type { Log } from '../telemetry/log.ts';
import { describeDecision } from './decision-record.ts';
import type { Person } from './person.ts';
import type { Outcome, PullQuestion } from './pull-question.ts';
import type { GoneReason, Snapshot } from './snapshot.ts';

/**
 * Keeps the record of the decision where one is due: of every manifest, of all that is deleted, and of every denial. To be called once, when the answer is known and
 * before any of it is sent.
 * @throws RegistryError UNAVAILABLE (503) when the record may not be safe: the answer must not be given then
 */
export type Settle = (outcome: Outcome) => Promise<void>;

export interface Permitted {
  readonly kind: 'permit';
  readonly request: AccessRequest;
  readonly facts: AccessFacts;
  /** Set when the registry itself knows who asks: it is asked as that person, and nobody else. */
  readonly person?: Person;
  readonly settle: Settle;
}

export interface Refused {
  readonly kind: 'deny';
  /** The sentence for the person. */
  readonly message: string;
  readonly settle: Settle;
}

/** The token speaks for nobody any more: to be answered like no sign-in at all. */
export interface BearerGone {
  readonly kind: 'gone';
  readonly reason: GoneReason;
}

export type Verdict = Permitted | Refused | BearerGone;

export type Enforce = (question: PullQuestion) => Verdict;

export interface EnforceOptions {
  readonly currentSnapshot: () => Snapshot | undefined;
  readonly recorder: { readonly record: (record: PullRecord) => Promise<void> };
  readonly newRecordId: (nowMs: number) => string;
  readonly log: Log;
}

const noDecision: Deny = { effect: 'deny', rule: 'failure', reason: { kind: 'no-decision' }, helpText: '' };

/** Makes the enforcement point. Asking it never throws and waits for nothing. */
export function createEnforce(options: EnforceOptions): Enforce {
  const { currentSnapshot, log } = options;
  return (question) => {
    const { token, action = 'pull', resource, context } = question;
    // Where there is no decision for want of facts, it is not known whose it would have been.
    let readableBy: PullRecord['readableBy'] = [];
    try {
      const snapshot = currentSnapshot();
      if (snapshot === undefined) return refuse(question, { decision: noDecision, readableBy, options });
      const subject = snapshot.subjectOf(token);
      if ('gone' in subject) return { kind: 'gone', reason: subject.gone };
      const facts = snapshot.factsFor(subject);
      readableBy = readersOf(facts, snapshot);
      const request: AccessRequest = { subject, action, resource };
      const decision = decide(request, facts);
      if (decision.effect === 'deny') return refuse(question, { decision, readableBy, options });
      return { kind: 'permit', request, facts, ...(token.upstream?.registry === resource.registry ? { person: token.upstream } : {}), settle: createSettle(question, { decision, readableBy, options }) };
    } catch (error) {
      log.error({ error, requestId: context.requestId, registry: resource.registry, repository: resource.repository }, 'no decision: request denied');
      return refuse(question, { decision: noDecision, readableBy, options });
    }
  };
}

/** The owners of what binds the subject; of somebody whom nothing binds, a removed member for one, every owner. */
function readersOf({ organizations }: AccessFacts, snapshot: Snapshot): PullRecord['readableBy'] {
  return organizations.length === 0 ? snapshot.organizations : organizations.map(({ policy }) => policy.organization);
}

interface Ruling<D extends Decision> {
  readonly decision: D;
  readonly readableBy: PullRecord['readableBy'];
  readonly options: EnforceOptions;
}

function refuse(question: PullQuestion, ruling: Ruling<Deny>): Refused {
  const { resource, context } = question;
  return { kind: 'deny', message: explain(ruling.decision, { resource, gatewayHost: context.gatewayHost }), settle: createSettle(question, ruling) };
}

function createSettle(question: PullQuestion, { decision, readableBy, options }: Ruling<Decision>): Settle {
  const { recorder, newRecordId, log } = options;
  return async (outcome) => {
    const denial = decision.effect === 'deny' ? decision : decision.audited;
    if (question.endpoint !== 'manifest' && question.action !== 'delete' && denial === undefined) return;
    try {
      await recorder.record(describeDecision({ id: newRecordId(question.context.timeMs), question, decision, readableBy, outcome }));
    } catch (error) {
      log.error({ error, requestId: question.context.requestId }, 'record not kept: request refused');
      throw new RegistryError('UNAVAILABLE', 'the gateway could not keep its record of this request: try again later, and tell its operator', { cause: error });
    }
  };
}
