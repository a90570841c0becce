// `pullgate cache show`: what the cache holds, whether it is well, and what it saves.
import type { Command } from 'commander';
import { cacheReport } from '../../contract/cache.ts';
import type { CacheReport } from '../../contract/cache.ts';
import { paths } from '../../contract/paths.ts';
import { formatFields, printable } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { showTime } from '../moment.ts';
import { formatCount, formatSize } from '../size.ts';
import type { Terminal } from '../terminal.ts';

type ShowOptions = ConnectionOptions & { readonly json?: true };

/** Declares the command. */
export function cacheShowCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'show',
    summary: 'show what the cache holds, and how much it saves',
    description: 'Show what the cache holds, whether it is well, and how requests were answered since the start. Only who owns every organization may.',
    examples: ['pullgate cache show'],
  });
  return addJsonOption(addConnectionOptions(command)).action(async (options: ShowOptions) => context.terminal.print(await showCache(context, options)));
}

async function showCache(context: CliContext, options: ShowOptions): Promise<string> {
  const { api } = await connect(context, options);
  const report = await api.call({ method: 'GET', path: paths.cache, answer: cacheReport });
  return options.json ? formatJson(report) : formatReport(context.terminal, report);
}

function formatReport(terminal: Terminal, report: CacheReport): string {
  if (!report.enabled) return 'The cache is off, and every pull goes to upstream: cache.enabled (PULLGATE_CACHE) says so, or its folder could not be opened at the start, as the log tells.';
  const { bytes, max_bytes: maxBytes, blobs, manifests, flights, hits, stale, misses, bypassed } = report;
  const answered = hits + stale + misses + bypassed;
  const fields: readonly (readonly [string, string])[] = [
    ['Cache', report.problem === null ? terminal.tone('green', 'on') : `${terminal.tone('red', 'off')}: ${printable(report.problem)}. The next pulls try again`],
    ['Folder', printable(report.folder ?? '')],
    ['Holds', `${formatSize(bytes)} of at most ${formatSize(maxBytes)} (${percent(bytes, maxBytes)})`],
    ['Content', `${counted(blobs, 'blob')}, ${counted(manifests, 'manifest')}${flights === 0 ? '' : `; ${counted(flights, 'blob')} on the way here`}`],
    ['Answered', answered === 0 ? 'nothing yet' : `${percent(hits + stale, answered)} from the cache: ${counted(hits, 'hit')}, ${formatCount(stale)} stale, ${formatCount(misses)} fetched, ${formatCount(bypassed)} not kept`],
    ['Bytes', `${formatSize(report.bytes_from_cache)} sent from the cache, ${formatSize(report.bytes_from_upstream)} fetched upstream`],
    ['Since', report.since === null ? '' : showTime(report.since)],
  ];
  return formatFields(fields);
}

function counted(count: number, what: string): string {
  return `${formatCount(count)} ${what}${count === 1 ? '' : 's'}`;
}

function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.floor((100 * part) / whole)} %`;
}
