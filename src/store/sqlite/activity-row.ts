// The columns of an entry of the log.
import type { ActivityRow } from './activity-line.ts';
import { integer, text } from './row.ts';
import type { Row } from './row.ts';

/** Of the table `activity a`. A number that no time can be was put there by hand: it is cut to what can be read, and shows as changed. */
export const activityColumns = 'a.chain, a.sequence, min(max(a.at_ms, -8640000000000000), 8640000000000000) AS at_ms, a.action, a.name, a.actor, a.before, a.after';

export function activityRow(row: Row): ActivityRow {
  return {
    chain: text(row, 'chain'),
    sequence: integer(row, 'sequence'),
    atMs: integer(row, 'at_ms'),
    action: text(row, 'action'),
    name: text(row, 'name'),
    actor: text(row, 'actor'),
    before: text(row, 'before'),
    after: text(row, 'after'),
  };
}
