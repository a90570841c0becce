// Tells a secret key that is not this data folder's at the start, and not in the middle of a pull.
import type { Sealer } from '../seal.ts';
import { StoreError } from '../store-error.ts';
import type { Database } from './database.ts';
import { text } from './row.ts';

const knownText = 'pullgate';
const place = 'secret_check/1';

/** The first key ever used is the folder's. Throws StoreError `wrong-secret-key` for any other. */
export function checkSecretKey(database: Database, sealer: Sealer): void {
  const find = database.prepare('SELECT sealed FROM secret_check');
  if (find.get() === undefined) database.prepare('INSERT INTO secret_check (only, sealed) VALUES (1, ?) ON CONFLICT DO NOTHING').run(sealer.seal(knownText, place));
  const sealed = text(find.get() ?? {}, 'sealed');
  try {
    sealer.open(sealed, place);
  } catch (cause) {
    throw new StoreError(
      'wrong-secret-key',
      'the secret key does not fit this data folder: put the key file that was made with it back in its place, or start with an empty data folder',
      { cause },
    );
  }
}
