// The allowlist, namespaces, overrides and revisions from the command line, against the real admin plane.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { createCatalogRefresh } from '../../src/admin/catalog/refresh.ts';
import { createAskBadge } from '../../src/facts/ask-badge.ts';
import { serveInstallation } from './serve-installation.ts';

test('what is allowed is added with what for, listed, compared and taken off', async (t) => {
  const { cli } = await serveInstallation(t, { withSecondOrganization: false });
  const run = async (...words: readonly string[]) => {
    const { code, stdout, stderr } = await cli.run(words);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' }, words.join(' '));
    return stdout;
  };
  const off = 'The allowlist is off: pullgate policy set --allowlist\n';
  assert.equal(await run('allowlist', 'add', 'someuser/app', 'nginx', '--note', 'for CI'), `Added 2 to the allowlist of acme, now revision 2.\n${off}`);
  assert.equal(await run('allowlist', 'add', 'library/nginx'), `Unchanged: all of it is on the allowlist of acme.\n${off}`);
  await run('policy', 'set', '--allowlist');
  assert.match(await run('allowlist', 'list', '--search', 'someuser'), /^REPOSITORY +WHO +WHEN +NOTE\nsomeuser\/app +owner +\S+ \S+ +for CI\n$/);
  assert.equal(await run('allowlist', 'remove', 'docker.io/nginx'), 'Took docker.io/nginx off the allowlist of acme.\n');
  assert.equal(await run('policy', 'diff', '4', '--against', '2'), 'From revision 2 to 4 of acme:\n  restricted_images.allowlist.enabled: false -> true\n  restricted_images.allowlist.repositories:\n    - nginx "for CI"\n');
  assert.equal(await run('policy', 'diff', '4', '--against', '4'), 'Revision 4 of acme says the same as revision 4.\n');
  assert.equal(await run('namespace', 'add', 'acme-labs', '--note', 'bought'), 'acme-labs belongs to acme.\n');
  assert.match(await run('namespace', 'list'), /acme-labs +owner .* bought\n$/);
  assert.equal(await run('namespace', 'remove', 'acme-labs'), 'acme-labs belongs to acme no longer.\n');
  assert.equal(await run('catalog', 'override', 'grafana', 'community'), 'grafana counts as community for acme.\n');
  assert.match(await run('catalog', 'list', '--source', 'override'), /grafana +community +set by owner/);
  assert.equal(await run('catalog', 'override', 'grafana', 'none'), 'The catalog says again what grafana counts as for acme.\n');
  for (const [words, message] of [
    [['allowlist', 'remove', 'a/b'], /allowlist entry not found/],
    [['allowlist', 'add', 'a/b', 'Not Fine'], /entries\.1\.repository/],
    [['policy', 'diff', '99'], /revision not found: see pullgate policy history/],
    [['catalog', 'refresh'], /the refresh of the catalog is off/],
    [['catalog', 'override', 'grafana', 'trusted'], /allowed choices/],
  ] as const) {
    const { code, stderr } = await cli.run(words);
    assert.equal(code, 2);
    assert.match(stderr, message);
  }
});

test('a refresh is started, waited for, and what changed is shown', async (t) => {
  const hub = createServer((request, response) => void response.end(JSON.stringify({ orgname: request.url?.split('/')[3], badge: 'verified_publisher' })));
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    hub.closeAllConnections();
    hub.close();
  });
  const { cli } = await serveInstallation(t, {
    withSecondOrganization: false,
    makeCatalogRefresh: ({ store, now, log }) => {
      const askBadge = createAskBadge({ address: `http://127.0.0.1:${(hub.address() as AddressInfo).port}`, userAgent: 'pullgate/test', now });
      return createCatalogRefresh({ store, askBadge, base: { entry: () => undefined, namespaces: ['newvendor'] }, overridden: () => Promise.resolve([]), apply: 'apply', intervalMs: 1, now, log, spacingMs: 0 });
    },
  });
  assert.match((await cli.run(['catalog', 'refresh', '--show'])).stdout, /^The catalog was never refreshed\.\n$/);
  assert.match((await cli.run(['catalog', 'refresh'])).stdout, /^Refresh done, .*: 1 of 1 namespaces answered, 1 changed\.\nWHEN .*\n.* newvendor +community +verified-publisher +yes\n$/);
});
