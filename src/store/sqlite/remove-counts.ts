// Removes counts of records that are themselves removed: what is counted of a person goes when the records do.
import type { Database } from './database.ts';
import { firstHour, keysOf, spansHours } from './record-counts.ts';
import { integer, text } from './row.ts';

const dimensions = Object.keys(keysOf);

/** Removes the oldest span of one organization where all of it is older than `beforeMs`, in a transaction of the caller's; false when there is none. */
export function createRemoveCounts(database: Database): (beforeMs: number) => boolean {
  // Without reading the rows between them: the names that begin the primary key.
  const organizations = database.prepare(
    `WITH RECURSIVE names (name) AS (
       SELECT min(organization) FROM record_counts
       UNION ALL SELECT (SELECT min(organization) FROM record_counts WHERE organization > name) FROM names WHERE name IS NOT NULL
     ) SELECT name FROM names WHERE name IS NOT NULL`,
  );
  // Whatever is counted has an effect.
  const oldest = database.prepare("SELECT hour FROM record_counts WHERE organization = ? AND span_hours = ? AND dimension = 'effect' AND hour < ? ORDER BY hour LIMIT 1");
  const remove = database.prepare(`DELETE FROM record_counts WHERE organization = ? AND span_hours = ? AND dimension IN (${dimensions.map(() => '?').join(', ')}) AND hour = ?`);
  const removeRefusals = database.prepare('DELETE FROM refusal_counts WHERE organization = ? AND span_hours = ? AND hour = ?');
  return (beforeMs) => {
    for (const row of organizations.all()) {
      const organization = text(row, 'name');
      for (const span of spansHours) {
        const found = oldest.get(organization, span, firstHour(beforeMs, span));
        if (found === undefined) continue;
        const hour = integer(found, 'hour');
        remove.run(organization, span, ...dimensions, hour);
        removeRefusals.run(organization, span, hour);
        return true;
      }
    }
    return false;
  };
}
