// Keeps what was measured: a file of its own for each run, and the table in docs/performance.md.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machineName } from './machine.ts';
import type { Machine } from './machine.ts';
import { isReached } from './row.ts';
import { formatMarkdown } from './table.ts';
import type { Outcome } from './table.ts';

const resultsFolder = fileURLToPath(new URL('results/', import.meta.url));
const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const marked = /(<!-- table: written by npm run bench -- --write-docs -->\n)[\s\S]*?(\n<!-- end of table -->)/;

export interface Run {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly machine: Machine;
  readonly outcomes: readonly Outcome[];
}

/** Writes `bench/results/<date>-<machine>.json` and returns its path below the checkout. */
export async function keepResults({ at, machine, outcomes }: Run): Promise<string> {
  const name = `${at.slice(0, 16).replace(':', '')}-${machineName(machine)}.json`;
  const rows = outcomes.map((outcome) => ('failure' in outcome ? outcome : { row: outcome.row, findings: outcome.findings.map((finding) => ({ ...finding, isReached: isReached(finding) })) }));
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(join(resultsFolder, name), `${JSON.stringify({ at, machine, rows }, undefined, 2)}\n`);
  return `bench/results/${name}`;
}

/** Puts the table between the marks of docs/performance.md. */
export async function writeDocs(run: Run): Promise<void> {
  const text = await readFile(page, 'utf8');
  if (!marked.test(text)) throw new Error('docs/performance.md has no marks to write the table between');
  const table = `\n${describeMachineLine(run)}\n\n${formatMarkdown(run.outcomes)}\n`;
  await writeFile(page, text.replace(marked, (_all, begin: string, end: string) => `${begin}${table}${end}`));
}

export function describeMachineLine({ at, machine }: Run): string {
  const peers = Object.entries(machine.peers).map(([name, version]) => `${name} ${version}`).join(', ');
  return `${at.slice(0, 10)}, commit ${machine.commit}: ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.kernel}, Node ${machine.node}, ${peers}.`;
}
