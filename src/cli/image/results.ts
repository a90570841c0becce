// The results of a check as a table: the answer, the rule that gave it, and why.
import type { CheckResult } from '../../contract/check.ts';
import { permitTexts } from '../../contract/rule-texts.ts';
import { describeSource } from '../classification-text.ts';
import { formatColumns } from '../columns.ts';
import type { Cell } from '../columns.ts';
import type { Terminal } from '../terminal.ts';

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
  return rule === 'category' && source !== null ? describeSource(source) : permitTexts[rule];
}
