// How much memory a program has, all its processes taken together, as Linux tells it.
import { readFile, readdir } from 'node:fs/promises';

const KiB = 1024;

export interface Resident {
  readonly processes: number;
  /** Bytes, what processes share counted in each. */
  readonly rss: number;
  /** Bytes, the files that the processes have mapped (Node itself, above all) counted once: those of the process with the most. */
  readonly together: number;
}

/** Of the process and all that descend from it. Rejects where there is no /proc. */
export async function residentMemory(processId: number): Promise<Resident> {
  const ids = await family(processId);
  const each = await Promise.all(
    ids.map(async (id) => {
      const status = await read(`/proc/${id}/status`);
      return { rss: fieldOf(status, 'VmRSS'), files: fieldOf(status, 'RssFile') };
    }),
  );
  const rss = sum(each.map((process) => process.rss));
  const files = each.map((process) => process.files);
  return { processes: ids.length, rss, together: rss - sum(files) + Math.max(0, ...files) };
}

export interface MemoryWatch {
  /** Oldest first. */
  readonly samples: readonly (Resident & { readonly atMs: number })[];
  readonly stop: () => Promise<void>;
}

/** Samples until it is stopped. */
export function watchMemory(processId: number, everyMs: number): MemoryWatch {
  const samples: (Resident & { readonly atMs: number })[] = [];
  const startedMs = performance.now();
  let sampling = Promise.resolve();
  const timer = setInterval(() => {
    sampling = residentMemory(processId).then((resident) => void samples.push({ ...resident, atMs: performance.now() - startedMs }), () => undefined);
  }, everyMs);
  return {
    samples,
    stop: async () => {
      clearInterval(timer);
      await sampling;
    },
  };
}

async function family(processId: number): Promise<readonly number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map(await Promise.all(all.map(async (id) => [id, fieldOf(await read(`/proc/${id}/status`), 'PPid') / KiB] as const)));
  const isOfFamily = (id: number): boolean => {
    for (let at: number | undefined = id, steps = 0; at !== undefined && at > 1 && steps < 64; at = parents.get(at), steps += 1) if (at === processId) return true;
    return false;
  };
  return all.filter(isOfFamily);
}

/** A process may end meanwhile. */
async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '');
}

/** In bytes: the kernel tells KiB. */
function fieldOf(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)?.[1] ?? 0) * KiB;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
