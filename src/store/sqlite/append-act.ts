// Appends an act to its chain, within the transaction of the change that it tells of.
import type { Act, ActivityWriter } from '../../audit/activity.port.ts';
import { createActivityHeads } from './activity-heads.ts';
import { hashOf, lineOf, rowOf, withHash } from './activity-line.ts';
import type { Database } from './database.ts';
import { queueDeliveries } from './queue-deliveries.ts';

/** Call it inside `database.write`, once the change is certain: `append(act)`. */
export function appendAct(database: Database): (act: Act) => void {
  const heads = createActivityHeads(database);
  const { queueAct } = queueDeliveries(database);
  const insert = database.prepare('INSERT INTO activity (chain, sequence, at_ms, action, name, actor, before, after, hash, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  return (act) => {
    const previous = heads.find(act.organization ?? '');
    const row = rowOf(act, (previous?.sequence ?? 0) + 1);
    const line = lineOf(row, previous?.hash ?? '');
    const hash = hashOf(line);
    const { chain, sequence, atMs, action, name, actor, before, after } = row;
    insert.run(chain, sequence, atMs, action, name, actor, before, after, hash, database.activitySeal.make(sealedHash(hash)));
    heads.move(chain, { sequence, hash });
    queueAct(act, withHash(line, hash));
  };
}

/** What the seal of an entry is made of: its hash, told from all else that is sealed. */
export function sealedHash(hash: string): string {
  return `entry ${hash}`;
}

export function createActivityWriter(database: Database): ActivityWriter {
  const append = appendAct(database);
  return { recordAct: (act) => database.write(() => append(act)) };
}
