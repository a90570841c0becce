// Sizes as people type and read them: `50GiB`.
import { InvalidArgumentError } from 'commander';

const powers: readonly string[] = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const unitBytes: Readonly<Record<string, number>> = { '': 1, B: 1, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40, KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 };

/** Bytes of `50GiB`, `1.5TB` or `1048576`. Throws commander's InvalidArgumentError. */
export function parseSize(text: string): number {
  const [, number, unit = ''] = /^\s*(\d{1,9}(?:\.\d{1,3})?|\d{1,15})\s*([KMGT]i?B|B|)\s*$/.exec(text) ?? [];
  if (number === undefined) throw new InvalidArgumentError('write a size such as 500MiB, 50GiB or 2TiB');
  return Math.floor(Number(number) * (unitBytes[unit] ?? 1));
}

/** `12.3 GiB`; below 1 KiB `12 B`. */
export function formatSize(bytes: number): string {
  const power = Math.min(powers.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const shown = bytes / 2 ** (10 * power);
  // 1023.97 MiB would be shown as 1024.0 MiB.
  if (power > 0 && power < powers.length - 1 && shown >= 1023.95) return `1.0 ${powers[power + 1] ?? ''}`;
  return `${power === 0 ? String(bytes) : shown.toFixed(1)} ${powers[power] ?? ''}`;
}

/** `12,345`, whatever the language of the machine. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}
