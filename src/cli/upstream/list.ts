// `pullgate upstream list`: the registries behind the gateway, as whom it asks them, and how many pulls they still grant.
import type { Command } from 'commander';
import { upstreamCredentialList, upstreamList } from '../../contract/upstreams.ts';
import type { Upstream } from '../../contract/upstreams.ts';
import { paths } from '../../contract/paths.ts';
import { formatColumns } from '../columns.ts';
import type { Cell } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';

const fewShare = 0.1;

type ListOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function upstreamListCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'list',
    summary: 'list the upstream registries, and the pulls that they still grant',
    description:
      'List the upstream registries: how the gateway signs in there (without passwords), how blobs reach clients, and how many pulls the registry ' +
      'still grants, where it has told. Only who owns every organization may.',
    examples: ['pullgate upstream list'],
  });
  return addJsonOption(addConnectionOptions(command)).action(async (options: ListOptions) => context.terminal.print(await listUpstreams(context, options)));
}

async function listUpstreams(context: CliContext, options: ListOptions): Promise<string> {
  const { api } = await connect(context, options);
  const { results: upstreams } = await api.call({ method: 'GET', path: paths.upstreams, answer: upstreamList });
  const { results: credentials } = await api.call({ method: 'GET', path: paths.upstreamCredentials, answer: upstreamCredentialList });
  if (options.json) return formatJson({ upstreams, credentials });
  const configured = new Set(upstreams.map(({ registry }) => registry));
  const left = credentials.filter(({ registry }) => !configured.has(registry)).map(({ registry, username }) => [registry, `${username} (stored)`, '-', '-', '-', 'not configured any more']);
  return formatColumns(context.terminal, ['REGISTRY', 'SIGNS IN AS', 'BLOBS', 'PULLS LEFT', 'AS OF', 'ADDRESS'], [...upstreams.map(row), ...left]);
}

function row({ registry, username, credential, delivery, rate_limit: limit, address }: Upstream): readonly Cell[] {
  return [registry, username === null ? 'anonymous' : `${username} (${credential ?? ''})`, delivery, pullsLeft(limit), limit === null ? '-' : showTime(limit.at), address];
}

/** `76 of 100 in 6 h` */
function pullsLeft(limit: Upstream['rate_limit']): Cell {
  if (limit === null) return 'not told';
  const { remaining, limit: whole, window_seconds: seconds } = limit;
  const text = `${remaining}${whole === null ? '' : ` of ${whole}`}${seconds === null ? '' : ` in ${formatWindow(seconds)}`}`;
  return whole !== null && remaining < fewShare * whole ? { text, tone: 'red' } : text;
}

function formatWindow(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
