// One connection to the database file: how it is opened, and the two ways to use it, `read` and `write`.
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { createActivitySeal } from '../activity-seal.ts';
import type { ActivitySeal } from '../activity-seal.ts';
import { StoreError } from '../store-error.ts';
import { migrate, refuseUnknownSchema } from './migrate.ts';
import { integer } from './row.ts';
import { explainSqliteError } from './sqlite-error.ts';

/** How long one process waits for another's write, which takes a few milliseconds. */
const busyTimeoutMs = 5000;

export type Statement = Pick<StatementSync, 'get' | 'all' | 'run' | 'iterate'>;

export interface Database {
  readonly prepare: (sql: string) => Statement;
  /** Runs `operation` on one consistent view. */
  readonly read: <T>(operation: () => T) => Promise<T>;
  /** Runs `operation` as one transaction: resolved means that it survives power loss, rejected that nothing was changed. */
  readonly write: <T>(operation: () => T) => Promise<T>;
  /** Of the log of what people do. */
  readonly activitySeal: ActivitySeal;
  readonly policyVersion: () => number;
  /** Calls back after each write of this process that raised the policy version. Returns the way to stop. */
  readonly onPolicyChange: (listener: () => void) => () => void;
  readonly close: () => void;
}

/** Opens `file` (a path, or ':memory:'), creating it (mode 0600) when it is missing. Without the secret key no act can be logged. Throws StoreError. */
export function openDatabase(file: string, secretKey?: Uint8Array): Database {
  const connection = connect(file);
  const versionStatement = connection.prepare('SELECT version FROM policy_version');
  const policyVersion = (): number => integer(versionStatement.get() ?? {}, 'version');
  const listeners = new Set<() => void>();

  const transact = <T>(begin: string, operation: () => T): T => {
    connection.exec(begin);
    try {
      const result = operation();
      connection.exec('COMMIT');
      return result;
    } catch (error) {
      if (connection.isTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  };
  const settle = <T>(operation: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      try {
        resolve(operation());
      } catch (error) {
        reject(explainSqliteError(error, file));
      }
    });

  return {
    prepare: (sql) => prepareLater(connection, sql),
    read: (operation) => settle(() => transact('BEGIN', operation)),
    write: (operation) =>
      settle(() => {
        const { result, isPolicyChange } = transact('BEGIN IMMEDIATE', () => {
          const before = policyVersion();
          return { result: operation(), isPolicyChange: policyVersion() !== before };
        });
        // A listener that throws must not make a committed write look failed.
        if (isPolicyChange) for (const listener of listeners) queueMicrotask(listener);
        return result;
      }),
    activitySeal: secretKey === undefined ? sealWithoutKey : createActivitySeal(secretKey),
    policyVersion,
    onPolicyChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      if (connection.isOpen) connection.close();
    },
  };
}

const withoutKey = (): never => {
  throw new Error('this connection has no secret key, so it can neither append to the log of what people do nor verify it');
};
const sealWithoutKey: ActivitySeal = { make: withoutKey, holds: withoutKey };

function connect(file: string): DatabaseSync {
  let connection: DatabaseSync | undefined;
  try {
    if (file !== ':memory:') closeSync(openSync(file, 'a', 0o600));
    connection = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true, allowExtension: false, defensive: true });
    refuseUnknownSchema(connection, file); // before the first write, so that what is refused stays as it was
    connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF');
    migrate(connection, file);
    return connection;
  } catch (error) {
    if (connection?.isOpen === true) connection.close();
    if (error instanceof Error && 'syscall' in error) {
      throw new StoreError('unreachable', `the database ${file} cannot be opened: make the data folder, and let the user that runs pullgate write there`, { cause: error });
    }
    throw explainSqliteError(error, file);
  }
}

/** Compiled when it is first used: there are hundreds of statements, and a start needs few of them. */
function prepareLater(connection: DatabaseSync, sql: string): Statement {
  let prepared: StatementSync | undefined;
  const statement = (): StatementSync => (prepared ??= connection.prepare(sql));
  return {
    get: ((...values: SQLInputValue[]) => statement().get(...values)) as Statement['get'],
    all: ((...values: SQLInputValue[]) => statement().all(...values)) as Statement['all'],
    run: ((...values: SQLInputValue[]) => statement().run(...values)) as Statement['run'],
    iterate: ((...values: SQLInputValue[]) => statement().iterate(...values)) as Statement['iterate'],
  };
}
