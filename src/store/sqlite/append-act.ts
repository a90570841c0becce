// Appends an act to its chain, within the transaction of the change that it tells of.
import { createHash } from 'node:crypto';
import type { Act, ActivityWriter } from '../../audit/activity.port.ts';
import type { Database } from './database.ts';
import { integer, text } from './row.ts';

/** Call it inside `database.write`, once the change is certain: `append(act)`. */
export function appendAct(database: Database): (act: Act) => void {
  const last = database.prepare('SELECT sequence, hash FROM activity WHERE chain = ? ORDER BY sequence DESC LIMIT 1');
  const insert = database.prepare('INSERT INTO activity (chain, sequence, at_ms, action, name, actor, before, after, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return ({ organization, atMs, action, name, actor, before, after }) => {
    const chain = organization ?? '';
    const previous = last.get(chain);
    const sequence = previous === undefined ? 1 : integer(previous, 'sequence') + 1;
    const fields = [chain, sequence, atMs, action, name, JSON.stringify(actor), JSON.stringify(before), JSON.stringify(after)] as const;
    const hash = createHash('sha256').update(JSON.stringify([previous === undefined ? '' : text(previous, 'hash'), ...fields])).digest('hex');
    insert.run(...fields, hash);
  };
}

export function createActivityWriter(database: Database): ActivityWriter {
  const append = appendAct(database);
  return { recordAct: (act) => database.write(() => append(act)) };
}
