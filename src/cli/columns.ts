// Plain columns for people: no borders, so that cut, awk and the eye can follow them.
import type { Terminal, Tone } from './terminal.ts';

const gap = '  ';

/** A cell, in colour where it has a tone. */
export type Cell = string | { readonly text: string; readonly tone: Tone };

/**
 * Lays `rows` out under `titles`; every column as wide as its widest cell, the last one unpadded.
 * Control characters are shown as `?`, because cells hold what strangers sent (user agents, names).
 */
export function formatColumns(terminal: Terminal, titles: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = titles.map((title, column) => Math.max(width(title), ...rows.map((row) => width(textOf(row[column] ?? '')))));
  const line = (row: readonly Cell[]): string =>
    row
      .map((cell, column) => {
        const text = textOf(cell);
        const shown = typeof cell === 'string' ? text : terminal.tone(cell.tone, text);
        return column === row.length - 1 ? shown : shown + ' '.repeat((widths[column] ?? 0) - width(text));
      })
      .join(gap)
      .trimEnd();
  return [terminal.tone('bold', line(titles)), ...rows.map(line)].join('\n');
}

/** Lays out `name  value` lines, the names padded to the widest. */
export function formatFields(fields: readonly (readonly [name: string, value: string])[]): string {
  const widest = Math.max(...fields.map(([name]) => width(name)));
  return fields.map(([name, value]) => `${name}${' '.repeat(widest - width(name))}${gap}${value}`.trimEnd()).join('\n');
}

/** `text` without control characters, so that nothing a stranger sent can steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}

function textOf(cell: Cell): string {
  return printable(typeof cell === 'string' ? cell : cell.text);
}

function width(text: string): number {
  return Array.from(new Intl.Segmenter().segment(text)).length;
}
