// The results of a check as a table: the answer, the rule that gave it, and why.
import type { CheckResult } from '../../contract/check.ts';
import type { RuleId } from '../../core/policy/decision.ts';
import { describeSource } from '../classification-text.ts';
import { formatColumns } from '../columns.ts';
import type { Cell } from '../columns.ts';
import type { Terminal } from '../terminal.ts';

/** Why a rule permits, where that is not the classification. */
const permits = {
  'sign-in': 'signed in',
  'organization-token': 'organization access tokens may pull while image access is off',
  membership: 'a member',
  'registry-configured': 'the gateway serves the registry',
  owner: 'owners may pull everything',
  'registry-access': 'the registry is allowed',
  'other-registry': 'image access speaks of Docker Hub alone',
  'image-access-off': 'image access is off',
  allowlist: 'on the allowlist',
  category: 'the category is allowed',
  push: 'the person may push there',
  'namespace-access': 'the person may push to the personal namespace',
  failure: 'no decision',
} as const satisfies Record<RuleId, string>;

/** Lays out the table. */
export function formatResults(terminal: Terminal, results: readonly CheckResult[]): string {
  const rows = results.map((result) => [result.image, answer(result), result.rule, result.category ?? '-', why(result)]);
  return formatColumns(terminal, ['IMAGE', 'RESULT', 'RULE', 'CATEGORY', 'WHY'], rows);
}

function answer({ effect, enforced }: CheckResult): Cell {
  if (effect === 'permit') return { text: 'permit', tone: 'green' };
  return enforced ? { text: 'deny', tone: 'red' } : { text: 'deny (audit)', tone: 'yellow' };
}

function why({ effect, enforced, reason, rule, source }: CheckResult): string {
  if (effect === 'deny') return `${reason ?? 'not allowed'}${enforced ? '' : '; let through, because the policy only records'}`;
  return rule === 'category' && source !== null ? describeSource(source) : permits[rule];
}
