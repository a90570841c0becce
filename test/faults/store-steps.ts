// A process of the fault tests: opens a store that another process has open, takes one step in it, and prints what came of it as JSON.
//
//   node store-steps.ts FILE append-revision|signing-key|authority|installation NAME
import { makeAuthority } from '../../src/authority/make-authority.ts';
import { defaultSettings } from '../../src/core/policy/settings.ts';
import { anAct, newInstallation } from '../../src/store/conformance/store-under-test.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import type { SqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';

const [file, step, name] = process.argv.slice(2);
if (file === undefined || step === undefined || name === undefined) throw new Error('usage: store-steps.ts FILE STEP NAME');

const steps: Readonly<Record<string, (store: SqliteStore) => Promise<unknown>>> = {
  'append-revision': (store) => store.appendRevision({ organization: 'acme', revision: 2, settings: defaultSettings, atMs: 1, by: name, summary: '' }, [anAct()]),
  'signing-key': async (store) => (await store.findOrCreateSigningKey('gateway', () => Promise.resolve({ id: name, privateJwk: { kty: 'EC', d: name } }))).privateJwk,
  authority: async (store) => (await store.findOrCreateAuthority(() => makeAuthority({ hosts: ['docker.io'], installation: name, now: Date.now }), () => anAct())).id,
  installation: (store) => store.createInstallation(newInstallation(), [anAct()]),
};

const store = openSqliteStore({ file, secretKey: new Uint8Array(32), now: Date.now });
const result = await steps[step]?.(store);
await store.close();
process.stdout.write(JSON.stringify(result));
