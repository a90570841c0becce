// Several statements as one transaction: all of them, or none.
import type { DatabaseSync } from 'node:sqlite';

export function transact(connection: DatabaseSync, operation: () => void): void {
  connection.exec('BEGIN IMMEDIATE');
  try {
    operation();
    connection.exec('COMMIT');
  } catch (error) {
    // A full disk has SQLite end the transaction itself.
    if (connection.isTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}
