// The rows of the table, in its order.
import { coldBlob } from './measure/cold-blob.ts';
import { collapse } from './measure/collapse.ts';
import { decision } from './measure/decision.ts';
import { firstByte } from './measure/first-byte.ts';
import { manifests } from './measure/manifests.ts';
import { memory } from './measure/memory.ts';
import { settings } from './measure/settings.ts';
import { soak } from './measure/soak.ts';
import { start } from './measure/start.ts';
import { warmBlob } from './measure/warm-blob.ts';
import type { Row } from './row.ts';

const rows: readonly Row[] = [manifests, warmBlob, coldBlob, firstByte, collapse, decision, memory, start, settings];

/**
 * The rows of these names; of none, all but the soak.
 * @throws Error that tells the names
 */
export function rowsNamed(names: readonly string[], { minutes }: { readonly minutes: number }): readonly Row[] {
  if (names.length === 0) return rows;
  const all = [...rows, soak(minutes)];
  return names.map((name) => {
    const found = all.find((row) => row.name === name);
    if (found === undefined) throw new Error(`no row is called ${name}: use ${all.map((row) => row.name).join(', ')}`);
    return found;
  });
}
