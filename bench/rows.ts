// The rows of the table, in its order.
import { decision } from './measure/decision.ts';
import { coldBlob } from './measure/cold-blob.ts';
import { manifests } from './measure/manifests.ts';
import { warmBlob } from './measure/warm-blob.ts';
import type { Row } from './row.ts';

const rows: readonly Row[] = [manifests, warmBlob, coldBlob, decision];

/**
 * The rows of these names; of none, all but the soak.
 * @throws Error that tells the names
 */
export function rowsNamed(names: readonly string[], _options: { readonly minutes: number }): readonly Row[] {
  if (names.length === 0) return rows;
  return names.map((name) => {
    const found = rows.find((row) => row.name === name);
    if (found === undefined) throw new Error(`no row is called ${name}: use ${rows.map((row) => row.name).join(', ')}`);
    return found;
  });
}
