// `pullgate policy diff`: what differs between two revisions of the policy.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { revisionDiff } from '../../contract/revision-diff.ts';
import type { SettingDifference } from '../../contract/revision-diff.ts';
import { printable } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';
import { pointToHistory } from './policy.ts';
import { parseRevision } from './revision.ts';

type DiffOptions = ConnectionOptions & OrganizationOption & { readonly json?: true; readonly against?: number };
type Entry = Readonly<Record<string, boolean | string | null>>;

/** Declares the command. */
export function policyDiffCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'diff',
    summary: 'show what differs between two revisions of the policy',
    examples: ['pullgate policy diff 7', 'pullgate policy diff 7 --against 3'],
  });
  command.argument('<revision>', 'its number, see pullgate policy history', parseRevision).option('--against <revision>', 'read from this one; else from the one before', parseRevision);
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (revision: number, options: DiffOptions) => context.terminal.print(await showDiff(context, revision, options)));
}

async function showDiff(context: CliContext, revision: number, options: DiffOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const path = `${pathOf(paths.revisionDiff, { org: organization, revision })}${options.against === undefined ? '' : `?against=${options.against}`}`;
  const diff = await session.api.call({ method: 'GET', path, answer: revisionDiff }).catch((failure: unknown) => {
    throw pointToHistory(failure);
  });
  if (options.json) return formatJson({ organization, ...diff });
  if (diff.changes.length === 0) return `Revision ${diff.revision} of ${organization} says the same as revision ${diff.against}.`;
  return [`From revision ${diff.against} to ${diff.revision} of ${organization}:`, ...diff.changes.flatMap(describe)].map(printable).join('\n');
}

function describe({ path, before, after, added = [], removed = [], changed = [], reordered = false }: SettingDifference): readonly string[] {
  if (before !== undefined && after !== undefined) return [`  ${path}: ${quote(before)} -> ${quote(after)}`];
  return [
    `  ${path}:`,
    ...removed.map((entry) => `    - ${show(entry)}`),
    ...added.map((entry) => `    + ${show(entry)}`),
    ...changed.map((each) => `    ~ ${show(each.before)} -> ${show(each.after)}`),
    ...(reordered ? ['    in another order'] : []),
  ];
}

function quote(value: boolean | string): string {
  return value === '' ? '(empty)' : String(value);
}

/** `someuser/app "for CI"`, `grafana=community`, `ghcr.io=allow`. */
function show(entry: Entry): string {
  const name = entry['repository'] ?? entry['namespace'] ?? entry['address'];
  const state = entry['category'] ?? (typeof entry['allowed'] === 'boolean' ? (entry['allowed'] ? 'allow' : 'deny') : undefined);
  const note = entry['note'] ?? entry['friendly_name'] ?? '';
  return `${String(name)}${typeof state === 'string' ? `=${state}` : ''}${note === '' ? '' : ` "${String(note)}"`}`;
}
