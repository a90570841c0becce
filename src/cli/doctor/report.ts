// The findings as people and scripts read them, and what they come to.
import { formatColumns } from '../columns.ts';
import type { Cell } from '../columns.ts';
import type { ExitCode } from '../context.ts';
import { formatJson } from '../json.ts';
import type { Terminal } from '../terminal.ts';
import type { Canaries } from './canaries.ts';
import type { Finding, Result } from './finding.ts';
import { fullName } from './image-name.ts';

/** A client that is installed; `obstacle` says why it could not be tried, null that it was. */
export interface FoundClient {
  readonly name: string;
  readonly version: string | null;
  readonly obstacle: string | null;
}

export interface Report {
  readonly canaries: Canaries;
  readonly clients: readonly FoundClient[];
  readonly findings: readonly Finding[];
}

const cells = {
  covered: { text: 'covered', tone: 'green' },
  leaks: { text: 'LEAKS', tone: 'red' },
  untried: { text: 'could not be tried', tone: 'yellow' },
} as const satisfies Record<Result, Cell>;

/** 0: at least one client was tried, and nothing leaks. 1: something leaks. 2: doctor could not find out. */
export function exitCodeOf({ clients, findings }: Report): ExitCode {
  if (findings.some(({ result }) => result === 'leaks')) return 1;
  const isWhole = findings.every(({ result }) => result === 'covered') && clients.some(({ obstacle }) => obstacle === null);
  return isWhole ? 0 : 2;
}

/** The table, the lines that close what leaks, and the sum of it. */
export function formatReport(terminal: Terminal, report: Report): string {
  const rows = report.findings.map(({ client, way, target, result, detail }) => [client, way, target, cells[result], detail]);
  const unusable = report.clients.filter(({ obstacle }) => obstacle !== null).map(({ name, obstacle }) => [name, '-', '-', cells.untried, obstacle ?? '']);
  return [formatColumns(terminal, ['CLIENT', 'WAY', 'ASKED FOR', 'RESULT', 'WHAT HAPPENED'], [...rows, ...unusable]), ...closingLines(terminal, report.findings), '', summary(report)].join('\n');
}

/** As --json prints it. */
export function formatReportJson(report: Report): string {
  const { allowed, refused, elsewhere } = report.canaries;
  const leaks = report.findings.filter(({ result }) => result === 'leaks').length;
  return formatJson({ covered: exitCodeOf(report) === 0, leaks, canaries: { allowed: fullName(allowed), refused: [refused, ...elsewhere].map(fullName) }, clients: report.clients, findings: report.findings });
}

/** Each line once, with all that it closes. */
function closingLines(terminal: Terminal, findings: readonly Finding[]): readonly string[] {
  const closes = new Map<string, string[]>();
  for (const { client, way, close } of findings) {
    if (close === null) continue;
    const closed = closes.get(close) ?? [];
    closes.set(close, closed);
    const name = `${client}, ${way}`;
    if (!closed.includes(name)) closed.push(name);
  }
  if (closes.size === 0) return [];
  return ['', terminal.tone('bold', 'To close it:'), ...[...closes].flatMap(([close, closed]) => [`  ${closed.join('; ')}:`, `    ${close}`])];
}

function summary(report: Report): string {
  const tried = report.clients.filter(({ obstacle }) => obstacle === null).map(({ name }) => name);
  const count = (wanted: Result): number => report.findings.filter(({ result }) => result === wanted).length;
  const code = exitCodeOf(report);
  if (code === 1) return `${count('leaks')} of ${report.findings.length} ways lead around the gateway.`;
  if (code === 0) return `Nothing goes around the gateway: ${report.findings.length} ways tried with ${tried.join(', ')}.`;
  if (tried.length === 0) return 'Nothing is proven: no client could be tried.';
  return `Nothing was seen to leak, but ${count('untried')} of ${report.findings.length} ways could not be tried.`;
}
