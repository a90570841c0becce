// A store whose rows are damaged: what cannot be read is a plain 500 with the id of its log line, and nothing of the inside.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { pathOf } from '../../src/contract/paths.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { openBrowser } from './browser.ts';
import { type Reply, openInstallation } from './installation.ts';

const values = new Proxy<Record<string, string>>({ org: 'acme', revision: '1', username: 'developer', team: 'builders', namespace: 'grafana', registry: 'docker.io', client: 'podman' }, { get: (known, name: string) => known[name] ?? 'none' }) as never;
const inside = /[Ss][Qq][Ll]ite|SELECT|INSERT |constraint|node_modules|\.ts\b|\bat \w+ \(|Error\b|\/tmp\/|pullgate-admin-|Unexpected token|garbage/;

/** A new one: what was read of an old one is kept, since no revision ever changes. */
const nextRevision = (settings: string): string => `INSERT INTO settings_revisions (organization, revision, settings, at_ms, made_by, summary) SELECT organization, revision + 1, '${settings}', at_ms, made_by, summary FROM settings_revisions`;

/** What is written beside the running plane, and a request that cannot be answered then. */
const damages: readonly (readonly [name: string, sql: string, path: string])[] = [
  ['settings that are no JSON', nextRevision('garbage {'), '/v2/orgs/acme/settings'],
  ['settings of another form', nextRevision('[7]'), '/v2/orgs/acme/settings'],
  ['a session of a kind that there is not', "UPDATE sessions SET method = 'garbage'", '/v2/sessions'],
  ['events of a webhook that are no JSON', "UPDATE webhooks SET events = 'garbage ['", '/v2/orgs/acme/webhooks'],
  ['a role that there is not', "UPDATE memberships SET role = 'garbage'", '/v2/user'],
  ['a team without its table', 'ALTER TABLE teams RENAME COLUMN description TO garbage', '/v2/orgs/acme/groups'],
  ['an invitation of a role that there is not', "UPDATE invites SET role = 'garbage'", '/v2/orgs/acme/invites'],
  ['a whole table that is gone', 'DROP TABLE webhooks', '/v2/orgs/acme/webhooks'],
];

for (const [name, sql, path] of damages) {
  test(`${name}: a 500 that says nothing of the inside, and no other answer that does`, async (t) => {
    const installation = await openInstallation(t);
    const { send } = await openBrowser(installation, 'owner');
    assert.equal((await send('POST', '/v2/orgs/acme/groups', { name: 'builders' })).status, 201);
    assert.equal((await send('POST', '/v2/orgs/acme/webhooks', { url: 'https://hooks.acme.example/', events: ['denial'] })).status, 201);
    assert.equal((await send('POST', '/v2/invites/bulk', { org: 'acme', invitees: ['ann'], role: 'member' })).status, 202);
    assert.equal((await send('GET', path)).status, 200);
    damage(installation.file, sql);

    const check = (id: string, { status, text, headers, json }: Reply): void => {
      if (status !== 500) return;
      assert.equal(json.detail, `internal error: try again, and give the administrator the request id ${headers.get('x-request-id')}`, id);
      assert.doesNotMatch(text, inside, id);
      assert.ok(installation.logged.some((line) => line.includes(headers.get('x-request-id') ?? '')), `${id}: the cause is in the log`);
    };
    const direct = await send('GET', path);
    assert.equal(direct.status, 500, direct.text);
    check(path, direct);
    for (const [id, route] of Object.entries<Route>(routes)) {
      if (route.method === 'GET' && route.content === undefined) check(id, await send('GET', pathOf(route.path, values)));
    }
  });
}

/** Past every guard of the schema. */
function damage(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON');
  for (const { name } of database.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()) database.exec(`DROP TRIGGER "${String(name)}"`);
  database.exec(sql);
  // What is kept in memory is read again.
  database.exec('UPDATE policy_version SET version = version + 1');
  database.close();
}
