// The table that the bench prints, and the one that docs/performance.md holds.
import { isReached } from './row.ts';
import type { Finding } from './row.ts';

export type Outcome = { readonly row: string; readonly findings: readonly Finding[] } | { readonly row: string; readonly failure: string };

const header = ['measured in the same run', 'target', 'measured', 'reached', 'raw figures'] as const;

/** For a terminal: the raw figures on lines of their own. */
export function formatTable(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(cellsOf);
  const widths = header.slice(0, 4).map((name, column) => Math.max(name.length, ...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string => widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join('  ').trimEnd();
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.flatMap((cells) => [line(cells), `    ${cells[4] ?? ''}`])].join('\n');
}

/** For the page. */
export function formatMarkdown(outcomes: readonly Outcome[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...outcomes.flatMap(cellsOf).map(line)].join('\n');
}

function cellsOf(outcome: Outcome): readonly (readonly string[])[] {
  if ('failure' in outcome) return [[outcome.row, '', 'not measured', 'no', outcome.failure.replace(/\s+/g, ' ').slice(0, 300)]];
  return outcome.findings.map((finding) => {
    const { what, target, measured, raw } = finding;
    return [what, `${target.bound} ${formatValue(target.value, target.unit)}`, formatValue(measured, target.unit), isReached(finding) ? 'yes' : '**no**', formatRaw(raw)];
  });
}

function formatValue(value: number, unit: string): string {
  return `${formatNumber(value)} ${unit}`;
}

function formatRaw(raw: Finding['raw']): string {
  return Object.entries(raw)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : typeof value === 'number' ? formatNumber(value) : value.map(formatNumber).join(' ')}`)
    .join('; ');
}

/** Three digits that count. */
function formatNumber(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(3)).toString();
}
