// The last entry of each chain, and the seal over all of them.
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

export interface ActivityHead {
  readonly sequence: number;
  readonly hash: string;
}

export interface ActivityHeads {
  /** Undefined: nothing was ever appended. */
  readonly find: (chain: string) => ActivityHead | undefined;
  readonly isSealed: () => boolean;
  /** Within a write. A seal that did not hold is never replaced by one that does. */
  readonly move: (chain: string, head: ActivityHead) => void;
}

export function createActivityHeads(database: Database): ActivityHeads {
  const find = database.prepare('SELECT sequence, hash FROM activity_heads WHERE chain = ?');
  const all = database.prepare('SELECT chain, sequence, hash FROM activity_heads ORDER BY chain');
  const set = database.prepare('INSERT INTO activity_heads (chain, sequence, hash) VALUES (?, ?, ?) ON CONFLICT (chain) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash');
  const findSeal = database.prepare('SELECT seal FROM activity_seal');
  const setSeal = database.prepare('INSERT INTO activity_seal (only, seal) VALUES (1, ?) ON CONFLICT (only) DO UPDATE SET seal = excluded.seal');

  const sealed = (): string => `heads ${JSON.stringify(all.all().map((row) => [text(row, 'chain'), integer(row, 'sequence'), text(row, 'hash')]))}`;
  const isSealed = (): boolean => {
    const row = findSeal.get();
    if (row === undefined) return all.all().length === 0;
    return database.activitySeal.holds(text(row, 'seal'), sealed());
  };
  return {
    find: (chain) => {
      const row = find.get(chain);
      return row === undefined ? undefined : { sequence: integer(row, 'sequence'), hash: text(row, 'hash') };
    },
    isSealed,
    move: (chain, { sequence, hash }) => {
      const held = isSealed();
      set.run(chain, sequence, hash);
      setSeal.run(held ? database.activitySeal.make(sealed()) : '');
    },
  };
}
