// The refresh of the catalog, asked of an address that speaks Docker Hub's badge: what is found is shown, and much at once waits for an owner.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, startChromium } from './chromium.ts';
import { type Cleanup, cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';

/** One more than may change at once; each is asked for a second after the one before. */
const publishers = ['vendor-a', 'vendor-b', 'vendor-c', 'vendor-d', 'vendor-e', 'vendor-f'] as const;

void suite('refreshing the catalog', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  /** At the peer; at first nobody has one. */
  const badges = new Map<string, string>();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    const [started, address, file] = await Promise.all([startChromium(cleanup), startHub(cleanup, badges), writeCatalog(cleanup)]);
    browser = started;
    target = await startConsole(cleanup, { env: { PULLGATE_CATALOG_FILE: file, PULLGATE_CATALOG_REFRESH: 'true', PULLGATE_CATALOG_REFRESH_ADDRESS: address } });
  });

  test('much that changes at once is held until an owner accepts it; a refresh by hand tells what has drifted', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: '/orgs/acme/catalog?tab=refresh' });
    // The first is due as the server starts.
    await page.getByText('Held: it would change much at once').waitFor();
    const drift = page.getByRole('table', { name: 'Namespaces found changed' });
    const told = async (namespace: string, change: string, isInForce: boolean): Promise<void> => {
      const row = drift.getByRole('row').filter({ hasText: namespace }).filter({ hasText: change }).filter({ hasText: isInForce ? 'In force' : 'Told only' });
      await row.first().waitFor();
    };
    for (const namespace of publishers) await told(namespace, 'Docker Verified Publisher images became Community images', false);
    assert.equal(await categoryOf('vendor-a'), 'verified-publisher');
    await assertAccessible(page, 'a refresh that is held');

    await page.getByRole('button', { name: 'Accept' }).click();
    const question = page.getByRole('alertdialog');
    await question.getByText(/Last time 6 namespaces would have changed/).waitFor();
    await question.getByRole('button', { name: 'Refresh and accept' }).click();
    await page.getByText(/^Asking: /).waitFor();
    await page.getByText('6 of 6 namespaces answered, 6 changed').waitFor();
    await page.getByText('Held: it would change much at once').waitFor({ state: 'detached' });
    for (const namespace of publishers) await told(namespace, 'Docker Verified Publisher images became Community images', true);
    assert.equal(await categoryOf('vendor-a'), 'community');

    badges.set('vendor-b', 'open_source');
    await page.getByRole('button', { name: 'Refresh now' }).click();
    await page.getByText('6 of 6 namespaces answered, 1 changed').waitFor();
    await told('vendor-b', 'Community images became Docker-Sponsored Open Source images', true);
    assert.equal(await categoryOf('vendor-b'), 'sponsored-open-source');

    // Everybody sees in the catalog what it found.
    await page.getByRole('tab', { name: 'Catalog' }).click();
    await page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'vendor-b' }) }).getByText('Docker-Sponsored Open Source images').first().waitFor();
  });

  async function categoryOf(namespace: string): Promise<unknown> {
    return ((await target.ask('member', 'GET', `/v2/orgs/acme/catalog/${namespace}`)) as { readonly category: unknown }).category;
  }
});

/** Answers as Docker Hub's GET /v2/orgs/{name}/ does. */
async function startHub(cleanup: Cleanup, badges: ReadonlyMap<string, string>): Promise<string> {
  const server = createServer((request, response) => {
    const orgname = /^\/v2\/orgs\/([^/]+)\/$/.exec(request.url ?? '')?.[1] ?? '';
    response.end(JSON.stringify({ orgname, type: 'Organization', badge: badges.get(orgname) ?? '' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanup.after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function writeCatalog(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-catalog-'));
  cleanup.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'catalog.json');
  const entries = publishers.map((namespace) => ({ namespace, category: 'verified-publisher', confidence: 'verified', asOf: '2026-09-01', evidence: ['a test'] }));
  await writeFile(file, JSON.stringify({ asOf: '2026-09-01', sources: {}, entries }));
  return file;
}
