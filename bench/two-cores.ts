// Keeps the bench and all that it starts to two cores, which is what the targets are for, on a machine that has more.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const coresWanted = 2;

/** Linux only; does nothing where it cannot: the machine's description tells how many cores were used. */
export function useTwoCores(): void {
  if (availableParallelism() <= coresWanted) return;
  const list = allowedCores().slice(0, coresWanted).join(',');
  if (list !== '') spawnSync('taskset', ['-a', '-c', '-p', list, String(process.pid)]);
}

/** `0-3,8` as [0, 1, 2, 3, 8]. */
function allowedCores(): readonly number[] {
  const text = readStatus();
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(text)?.[1] ?? '';
  return list.split(',').flatMap((part) => {
    const [first = NaN, last = first] = part.split('-').map(Number);
    return Number.isNaN(first) ? [] : Array.from({ length: last - first + 1 }, (_value, index) => first + index);
  });
}

function readStatus(): string {
  try {
    return readFileSync('/proc/self/status', 'utf8');
  } catch {
    return '';
  }
}
