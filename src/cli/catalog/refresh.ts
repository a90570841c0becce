// `pullgate catalog refresh`: asks Docker Hub for its badges, and shows what changed.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { catalogRefresh } from '../../contract/catalog.ts';
import type { CatalogRefresh } from '../../contract/catalog.ts';
import { paths } from '../../contract/paths.ts';
import { formatColumns, printable } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions, Session } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';

type RefreshOptions = ConnectionOptions & { readonly json?: true; readonly accept?: true; readonly show?: true; readonly wait: boolean };

const pollMs = 1000;
/** A run asks one namespace a second, at most a thousand of them. */
const pollsMax = 3600;

/** Declares the command. */
export function catalogRefreshCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'refresh',
    summary: 'ask Docker Hub for its badges, and show what changed',
    description: 'Ask Docker Hub for its badges and show what changed. Where it would change much at once nothing takes effect until it is run with --accept.\nOnly who owns every organization may.',
    examples: ['pullgate catalog refresh', 'pullgate catalog refresh --show', 'pullgate catalog refresh --accept'],
  });
  command
    .option('--show', 'only show the last one, and what changed lately')
    .option('--accept', 'let all that it finds take effect, however much it is')
    .option('--no-wait', 'do not wait for its end');
  return addJsonOption(addConnectionOptions(command)).action(async (options: RefreshOptions) => context.terminal.print(await refresh(context, options)));
}

async function refresh(context: CliContext, options: RefreshOptions): Promise<string> {
  const session = await connect(context, options);
  const { api } = session;
  if (!options.show) await api.call({ method: 'POST', path: paths.catalogRefresh, body: options.accept ? { accept: true } : {}, answer: catalogRefresh });
  const state = options.show || !options.wait ? await show(session) : await waitForEnd(session);
  return options.json ? formatJson(state) : describe(context, state);
}

function show({ api }: Session): Promise<CatalogRefresh> {
  return api.call({ method: 'GET', path: paths.catalogRefresh, answer: catalogRefresh });
}

async function waitForEnd(session: Session): Promise<CatalogRefresh> {
  for (let polls = 0; ; polls += 1) {
    const state = await show(session);
    if (state.state === 'idle' || polls >= pollsMax) return state;
    await sleep(pollMs);
  }
}

function describe({ terminal }: CliContext, state: CatalogRefresh): string {
  const { asked, total, answered, drifted, outcome, problem, finished_at: finishedAt, drift } = state;
  const lines = [
    state.state === 'running' ? `Asking ${printable(state.address)}: ${asked} of ${total} namespaces.` : outcome === null ? 'The catalog was never refreshed.' : `Refresh ${outcome}${finishedAt === null ? '' : `, ${showTime(finishedAt)}`}: ${answered} of ${asked} namespaces answered, ${drifted} changed.`,
    ...(problem === null ? [] : [printable(problem)]),
  ];
  if (drift.length === 0) return lines.join('\n');
  const rows = drift.map(({ at, namespace, before, after, applied }) => [showTime(at), namespace, before, after, applied ? 'yes' : 'no']);
  return [...lines, formatColumns(terminal, ['WHEN', 'NAMESPACE', 'WAS', 'IS', 'IN EFFECT'], rows)].join('\n');
}
