// `pullgate cache verify`: has all content read again, and tells what was wrong and is mended.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { cacheVerification } from '../../contract/cache.ts';
import type { CacheVerification, ContentProblem } from '../../contract/cache.ts';
import { paths } from '../../contract/paths.ts';
import { formatColumns, printable } from '../columns.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions, Session } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { formatJson } from '../json.ts';
import { formatCount, formatSize } from '../size.ts';
import type { Terminal } from '../terminal.ts';

const firstPauseMs = 100;
const pauseMsMax = 2000;

type VerifyOptions = ConnectionOptions & { readonly json?: true };

const told = {
  'wrong-bytes': 'had wrong bytes: removed',
  unreadable: 'could not be read: removed',
  'wrong-size': 'was listed with a wrong size: corrected',
  'file-missing': 'was listed, and not there: forgotten',
  'not-indexed': 'was there, and not listed: added',
} as const satisfies Record<ContentProblem, string>;

/** Declares the command. */
export function cacheVerifyCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'verify',
    summary: 'read all of the cache again, and mend what is wrong',
    description:
      'Have the server read all content of the cache again, hold it against its digests, and mend what is wrong. Pulls go on meanwhile. Waits for the ' +
      'end; the server goes on when this is interrupted. Ends with 1 when something was wrong. Only who owns every organization may.',
    examples: ['pullgate cache verify', 'pullgate cache verify --json'],
  });
  return addJsonOption(addConnectionOptions(command)).action(async (options: VerifyOptions) => verifyCache(context, options));
}

async function verifyCache(context: CliContext, options: VerifyOptions): Promise<void> {
  const { terminal } = context;
  const session = await connect(context, options);
  const begun = await session.api.call({ method: 'POST', path: paths.cacheVerify, answer: cacheVerification });
  const ended = await waitForEnd(terminal, session, begun);
  if (ended.state !== 'done') throw new CliFailure(`the verification came to no end: ${printable(ended.failure ?? 'pullgate was restarted')}: start it again`);
  terminal.print(options.json ? formatJson(ended) : formatResult(terminal, ended));
  if (ended.wrong_count > 0) context.setExitCode(1);
}

async function waitForEnd(terminal: Terminal, session: Session, begun: CacheVerification): Promise<CacheVerification> {
  let { api } = session;
  let now = begun;
  try {
    for (let pauseMs = firstPauseMs; now.state === 'running'; pauseMs = Math.min(2 * pauseMs, pauseMsMax)) {
      terminal.showProgress(formatProgress(now));
      await sleep(pauseMs);
      const ask = (): Promise<CacheVerification> => api.call({ method: 'GET', path: paths.cacheVerify, answer: cacheVerification });
      now = await ask().catch(async (failure: unknown) => {
        if (!(failure instanceof CliFailure) || failure.status !== 401) throw failure;
        ({ api } = await session.renew()); // a large cache takes longer than a sign-in lasts
        return ask();
      });
    }
    return now;
  } finally {
    terminal.showProgress('');
  }
}

function formatProgress({ checked, total, bytes, total_bytes: totalBytes, wrong_count: wrong }: CacheVerification): string {
  const share = totalBytes === 0 ? 0 : Math.min(99, Math.floor((100 * bytes) / totalBytes));
  return `${share} %  ${formatCount(checked)} of ${formatCount(total)}, ${formatSize(bytes)} read${wrong === 0 ? '' : `, ${formatCount(wrong)} wrong`}`;
}

function formatResult(terminal: Terminal, { checked, bytes, wrong, wrong_count: count }: CacheVerification): string {
  const read = `${formatCount(checked)} blobs and manifests, ${formatSize(bytes)}`;
  if (count === 0) return checked === 0 ? 'The cache is empty.' : `${terminal.tone('green', 'All is whole')}: ${read}.`;
  const table = formatColumns(terminal, ['DIGEST', 'WHAT'], wrong.map(({ digest, problem }) => [digest, told[problem]]));
  const more = count > wrong.length ? [`and ${formatCount(count - wrong.length)} more`] : [];
  return [table, ...more, '', `${terminal.tone('yellow', `${formatCount(count)} wrong, and mended`)}, of ${read}. What was removed is fetched again when it is asked for.`].join('\n');
}
