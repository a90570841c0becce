// Several processes that start at once on one new file.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import test from 'node:test';
import { migrate, refuseUnknownSchema } from './migrate.ts';

/** Another process works whenever a statement has been prepared. */
class Overtaken extends DatabaseSync {
  readonly #byOther: () => void;

  constructor(file: string, byOther: () => void) {
    super(file);
    this.#byOther = byOther;
  }

  override prepare(sql: string): StatementSync {
    this.#byOther();
    return super.prepare(sql);
  }
}

for (const steps of [1, 2, 3]) {
  test(`a schema that another process makes before the ${steps}. look at the file does not look like that of another program`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'pullgate-migrate-'));
    const file = join(folder, 'pullgate.db');
    const other = new DatabaseSync(file);
    other.exec('PRAGMA journal_mode = WAL');
    let looks = 0;
    const database = new Overtaken(file, () => {
      looks += 1;
      if (looks === steps) migrate(other, file);
    });
    t.after(() => {
      database.close();
      other.close();
      rmSync(folder, { recursive: true, force: true });
    });
    refuseUnknownSchema(database, file);
    assert.ok(looks >= steps, 'the other has been at work');
    assert.equal(database.isTransaction, false);
  });
}
