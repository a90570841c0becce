// Overview: its figures are the API's, each chart has its table, links lead to what they say, and members see their own.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { categoryTexts } from '../../src/contract/category-texts.ts';
import type { Statistics } from '../../src/contract/statistics.ts';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import type { ConsoleUnderTest, PersonName } from './console.ts';
import { startDemo } from './demo.ts';

const dayMs = 86_400_000;
const installationSections = ['Health', 'Upstream limits'] as const;
const numbers = new Intl.NumberFormat('en');

void suite('overview', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  /** The owner's, shared by the tests: each opens the address that it begins with. */
  let page: Page;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startDemo(cleanup)]);
    page = await openPage(cleanup, browser, { console: target, as: 'owner' });
  });

  async function open(search: string): Promise<void> {
    await page.goto(`${target.address}/orgs/acme${search}`);
  }

  /** As the page asks: whole days of UTC, today's the last. */
  async function statisticsOf(who: PersonName, days: number, more = ''): Promise<Statistics> {
    const toMs = (Math.floor(Date.now() / dayMs) + 1) * dayMs;
    const query = `from=${new Date(toMs - days * dayMs).toISOString()}&to=${new Date(toMs).toISOString()}&interval=day${more}`;
    return (await target.ask(who, 'GET', `/v2/orgs/acme/statistics?${query}`)) as Statistics;
  }

  async function tile(where: Page, name: string): Promise<string> {
    return where.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) }).locator('xpath=following-sibling::dd/span[1]').innerText();
  }

  test('the figures are those of the API, and the table behind the chart has every number', async () => {
    await open('?period=30d');
    const counted = await statisticsOf('owner', 30);
    await page.getByRole('img', { name: /^Bars: Allowed/ }).waitFor();
    assert.deepEqual([await tile(page, 'Allowed'), await tile(page, 'Refused'), await tile(page, 'Recorded, let through')], Object.values(counted.totals).map((count) => numbers.format(count)));
    await page.getByRole('img', { name: /^Bars by category: Docker Official Images allowed \d/ }).waitFor();
    await page.locator('.recharts-bar').nth(5).waitFor({ state: 'attached' });
    assert.equal(await page.locator('.recharts-bar').count(), 6, 'three outcomes in each of two charts');
    await page.getByText('Day, in UTC').waitFor();
    await assertAccessible(page, 'the overview with its chart');

    await page.getByRole('button', { name: 'Show as table: over time' }).click();
    const numbersTable = page.getByRole('table', { name: 'Every number of the chart' });
    await numbersTable.waitFor();
    const cells = await numbersTable.locator('tbody td').allTextContents();
    const points = counted.series[0]?.points ?? [];
    assert.deepEqual(cells, points.toReversed().flatMap(({ pulls, denials, audited }) => [pulls, denials, audited].map((count) => numbers.format(count))));
    await assertAccessible(page, 'the overview with its table');
  });

  test('every category has its counts and leads to its pulls', async () => {
    await open('?period=30d');
    // As by the keyboard alone.
    await page.getByRole('button', { name: 'Show as table: by category' }).press('Enter');
    const table = page.getByRole('table', { name: 'Pulls by category' });
    await table.waitFor();
    const { series } = await statisticsOf('owner', 30, '&group_by=category');
    for (const { key, totals } of series) {
      const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: key === null ? 'Images of other registries' : categoryTexts[key as keyof typeof categoryTexts].name }) });
      assert.deepEqual(await row.getByRole('gridcell').or(row.getByRole('cell')).allTextContents(), [totals.pulls, totals.denials, totals.audited].map((count) => numbers.format(count)), key ?? 'none');
      if (key !== null) assert.match((await row.getByRole('link').getAttribute('href')) ?? '', new RegExp(`/pulls\\?.*category=${key}`));
    }
  });

  test('whoever owns every organization sees how the installation is doing; an owner of one does not', async (t) => {
    await open('');
    await page.getByRole('heading', { name: 'Health' }).waitFor();
    await page.getByText(/^Pullgate \d/).waitFor();
    const upstreams = page.getByRole('table', { name: 'Upstream registries' });
    for (const registry of ['docker.io', 'ghcr.io', 'quay.io']) await upstreams.getByRole('rowheader', { name: registry }).waitFor();

    // Another organization, which the second owner has no part in.
    await target.ask('owner', 'POST', '/v2/orgs', { orgname: 'globex' });
    const other = await openPage(t, browser, { console: target, as: 'second-owner' });
    const refused = ['/v2/cache', '/v2/upstreams'].map((path) => other.waitForResponse((response) => response.url().endsWith(path) && response.status() === 403));
    await other.goto(`${target.address}/orgs/acme?period=30d`);
    await Promise.all(refused);
    await other.getByRole('img', { name: /^Bars: Allowed/ }).waitFor();
    await other.getByRole('columnheader', { name: 'Who is waiting' }).waitFor();
    for (const hidden of [...installationSections, 'From the cache']) assert.equal(await other.getByText(hidden, { exact: true }).count(), 0, hidden);
    assert.equal(await other.getByText(/could not be loaded|forbidden|not allowed to/i).count(), 0);
  });

  test('the time shown and the category are in the address bar, choose what is counted, and with what it is compared', async () => {
    await open('');
    await page.getByRole('link', { name: '30 days' }).click();
    await page.waitForURL(/period=30d/);
    await page.getByRole('button', { name: /Category shown/ }).click();
    await page.getByRole('option', { name: 'Community images' }).click();
    await page.waitForURL(/category=community/);
    const community = (await statisticsOf('owner', 30, '&group_by=category')).series.find(({ key }) => key === 'community')?.totals;
    await page.reload();
    await page.getByRole('list', { name: 'Legend', exact: true }).getByText(numbers.format(community?.denials ?? -1), { exact: true }).waitFor();

    // A week is compared with the one before, because there are records of both; of ninety days there are not.
    await page.getByRole('link', { name: '7 days' }).click();
    await page.getByText(/in the 7 days before/).first().waitFor();
    await page.getByRole('link', { name: '90 days' }).click();
    await page.waitForURL(/period=90d/);
    await page.getByText(/in the 7 days before/).first().waitFor({ state: 'detached' });
    assert.equal(await page.getByText(/in the 90 days before/).count(), 0);
  });

  test('what was refused says who is waiting, and leads to Pulls, to the check and to the allowlist', async () => {
    await open('?period=30d');
    const [most] = (await statisticsOf('owner', 30)).top_refused;
    assert.ok(most !== undefined && most.people_names.length > 0);
    const repository = most.repository.replace(/^docker\.io\//, '');
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: repository }) });
    for (const name of most.people_names) await row.getByRole('link', { name, exact: true }).waitFor();
    const addressOf = async (name: string): Promise<URL> => new URL((await row.getByRole('link', { name, exact: true }).getAttribute('href')) ?? '', target.address);
    const pulls = await addressOf(repository);
    assert.deepEqual([pulls.pathname, pulls.searchParams.get('effect'), pulls.searchParams.get('repository'), pulls.searchParams.get('registry')], ['/orgs/acme/pulls', 'deny', repository, 'docker.io']);
    assert.equal((await addressOf(most.people_names[0] ?? '')).searchParams.get('username'), most.people_names[0]);
    assert.equal((await addressOf(`Why? ${repository}`)).searchParams.get('image'), repository);
    const allow = await addressOf(`Allow ${repository}`);
    assert.deepEqual([allow.pathname, allow.searchParams.get('allow')], ['/orgs/acme/image-access', repository]);
    await row.getByRole('link', { name: repository, exact: true }).click();
    await page.getByRole('heading', { name: 'Pulls', level: 1 }).waitFor();
  });

  test('a member sees their own pulls, and neither other people nor the installation', async (t) => {
    const own = await openPage(t, browser, { console: target, as: 'member', path: '/orgs/acme?period=30d', colorScheme: 'dark' });
    await own.getByText('What you pull in acme').waitFor();
    await own.getByRole('img', { name: /^Bars: Allowed/ }).waitFor();
    const counted = await statisticsOf('member', 30);
    assert.deepEqual([await tile(own, 'Allowed'), await tile(own, 'Refused')], [numbers.format(counted.totals.pulls), numbers.format(counted.totals.denials)]);
    for (const hidden of installationSections) assert.equal(await own.getByRole('heading', { name: hidden }).count(), 0, hidden);
    assert.equal(await own.getByRole('columnheader', { name: 'Who is waiting' }).count(), 0);
    assert.equal(await own.getByRole('link', { name: /^Allow / }).count(), 0);
    await assertAccessible(own, 'the overview of a member');
  });

  test('audit mode is said at the top, with the way to change it', async () => {
    await open('');
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    assert.equal(await page.getByText('Image access only records').count(), 0);
    await target.ask('owner', 'PUT', '/v2/orgs/acme/settings', { restricted_images: { mode: 'audit' } });
    await page.reload();
    await page.getByText('Image access only records').waitFor();
    await target.ask('owner', 'PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: false, mode: 'enforce' } });
    await page.reload();
    await page.getByText('Image access is off').waitFor();
    await page.getByRole('link', { name: 'Change it' }).click();
    await page.getByRole('heading', { name: 'Image access', level: 1 }).waitFor();
  });
});
