// `npm run bench`: starts the contestants, measures, prints the table and keeps it. Exit status 1 when something could not be measured.
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCommandLine } from './command-line.ts';
import { describeMachine } from './machine.ts';
import { missingCommands } from './required.ts';
import { describeMachineLine, keepResults, writeDocs } from './results.ts';
import { isReached } from './row.ts';
import type { Row } from './row.ts';
import { rowsNamed } from './rows.ts';
import { createStage } from './stage.ts';
import type { Stage } from './stage.ts';
import { formatTable } from './table.ts';
import type { Outcome } from './table.ts';
import { useTwoCores } from './two-cores.ts';

const settleMs = 20_000;

const nothing = (): void => undefined;
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

async function measureRow(row: Row, stage: Stage, stopped: AbortSignal): Promise<Outcome> {
  const startedMs = performance.now();
  const late = AbortSignal.timeout(row.limitMs);
  const signal = AbortSignal.any([stopped, late]);
  const measuring = row.measure(stage, signal);
  try {
    const findings = await Promise.race([measuring, rejection(signal)]);
    return { row: row.name, findings };
  } catch (error) {
    const failure = late.aborted ? `not done after ${row.limitMs / 1000} s` : error instanceof Error ? error.message : String(error);
    say(`${row.name} could not be measured: ${failure}\n${stage.printedByPullgate()}`);
    return { row: row.name, failure };
  } finally {
    // What was just being started must be there to be ended.
    await Promise.race([measuring.then(nothing, nothing), sleep(settleMs, undefined, { ref: false })]);
    await stage.endRow();
    say(`${row.name}: ${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
  }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));
}

async function main(): Promise<number> {
  const { names, minutes, isWritingDocs } = parseCommandLine(process.argv.slice(2));
  const rows = rowsNamed(names, { minutes });
  const missing = missingCommands(rows);
  if (missing !== undefined) throw new Error(missing);
  useTwoCores();
  const machine = describeMachine();
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort(new Error('stopped')));

  const outcomes: Outcome[] = [];
  const stage = await createStage(say);
  process.once('exit', stage.processes.killAll);
  try {
    for (const row of rows) if (!stopping.signal.aborted) outcomes.push(await measureRow(row, stage, stopping.signal));
  } finally {
    await stage[Symbol.asyncDispose]();
  }
  if (stopping.signal.aborted) return 130;

  const run = { at: new Date().toISOString(), machine, outcomes };
  console.log(`\n${describeMachineLine(run)}\n\n${formatTable(outcomes)}\n`);
  const findings = outcomes.flatMap((outcome) => ('findings' in outcome ? outcome.findings : []));
  const missed = findings.filter((finding) => !isReached(finding)).length;
  console.log(`${findings.length - missed} targets reached, ${missed} missed, ${outcomes.filter((outcome) => 'failure' in outcome).length} rows not measured`);
  console.log(`kept in ${await keepResults(run)}`);
  if (isWritingDocs) await writeDocs(run);
  return outcomes.some((outcome) => 'failure' in outcome) ? 1 : 0;
}

try {
  process.exit(await main());
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
