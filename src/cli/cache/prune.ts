// `pullgate cache prune`: removes content from the cache.
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { prunedCache } from '../../contract/cache.ts';
import type { PruneCacheRequest } from '../../contract/cache.ts';
import { paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { parseMoment } from '../moment.ts';
import { formatCount, formatSize, parseSize } from '../size.ts';

const secondMs = 1000;
/** Removing hundreds of thousands of files takes its time. */
const answerTimeoutMs = 30 * 60 * secondMs;

type PruneOptions = ConnectionOptions & {
  /** Bytes. */
  readonly to?: number;
  /** Milliseconds. */
  readonly unusedFor?: number;
  readonly all?: true;
  readonly yes?: true;
  readonly json?: true;
};

/** Declares the command. */
export function cachePruneCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'prune',
    summary: 'remove content from the cache',
    description: 'Remove content from the cache, the least recently used first. What is being read stays; what is asked for again is fetched again. Only who owns every organization may.',
    examples: ['pullgate cache prune --unused-for 30d', 'pullgate cache prune --to 20GiB', 'pullgate cache prune --all --yes'],
  });
  command
    .optionsGroup('What goes:')
    .option('--to <size>', 'everything above this size', parseSize)
    .option('--unused-for <duration>', 'what was not used for so long: 12h, 30d, 8w', parseDuration)
    .addOption(new Option('--all', 'everything').conflicts(['to', 'unusedFor']))
    .option('--yes', 'with --all: do not hesitate');
  return addJsonOption(addConnectionOptions(command)).action(async (options: PruneOptions) => context.terminal.print(await pruneCache(context, options)));
}

async function pruneCache(context: CliContext, options: PruneOptions): Promise<string> {
  const wish = wishOf(options);
  const { api } = await connect(context, options);
  const pruned = await api.call({ method: 'POST', path: paths.cachePrune, body: wish, answer: prunedCache, answerTimeoutMs });
  if (options.json) return formatJson(pruned);
  if (pruned.removed === 0) return 'Nothing was removed: nothing in the cache is like that, or it is being read.';
  return `Removed ${formatCount(pruned.removed)} ${pruned.removed === 1 ? 'blob or manifest' : 'blobs and manifests'} from the cache: ${formatSize(pruned.freed_bytes)}.`;
}

function wishOf({ to, unusedFor, all, yes }: PruneOptions): PruneCacheRequest {
  if (all && !yes) throw new CliFailure('--all empties the cache, and everything is fetched from upstream again: add --yes if that is meant');
  if (all) return { all };
  if (to === undefined && unusedFor === undefined) throw new CliFailure('say what goes: --to 20GiB, --unused-for 30d, or --all --yes');
  return { ...(to === undefined ? {} : { max_size_bytes: to }), ...(unusedFor === undefined ? {} : { unused_for_seconds: Math.floor(unusedFor / secondMs) }) };
}

function parseDuration(text: string): number {
  const moment = parseMoment(text);
  if (moment.kind === 'instant') throw new InvalidArgumentError('write a duration such as 12h, 30d or 8w');
  return moment.ms;
}
