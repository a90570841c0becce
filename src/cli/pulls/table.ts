// Recorded pulls as a table.
import type { Pull } from '../../contract/pulls.ts';
import { formatColumns } from '../columns.ts';
import type { Cell } from '../columns.ts';
import { showTime } from '../moment.ts';
import type { Terminal } from '../terminal.ts';

const digestCharactersShown = 'sha256:'.length + 12;

/** Lays out the table; a digest is cut, --json has it whole. */
export function formatPulls(terminal: Terminal, pulls: readonly Pull[]): string {
  const rows = pulls.map((pull) => [showTime(pull.time), pull.subject_name ?? '(anonymous)', pull.action, image(pull), result(pull), pull.rule, pull.category ?? '-', pull.reason ?? '']);
  return formatColumns(terminal, ['TIME', 'WHO', 'ACTION', 'IMAGE', 'RESULT', 'RULE', 'CATEGORY', 'WHY'], rows);
}

function image({ registry, repository, tag, digest, endpoint }: Pull): string {
  const name = registry === 'docker.io' ? repository : `${registry}/${repository}`;
  if (tag !== null) return `${name}:${tag}`;
  if (digest !== null) return `${name}@${digest.slice(0, digestCharactersShown)}`;
  return endpoint === 'manifest' ? name : `${name} (${endpoint})`;
}

function result({ effect, enforced, outcome }: Pull): Cell {
  if (effect === 'deny') return enforced ? { text: 'deny', tone: 'red' } : { text: 'deny (audit)', tone: 'yellow' };
  return outcome >= 400 ? { text: `permit, ${outcome}`, tone: 'yellow' } : { text: 'permit', tone: 'green' };
}
