// The live record in a real browser: filtered, opened, exported, growing at both ends, a hundred thousand long.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type ConsoleUnderTest, startConsole } from './console.ts';
import { insertPulls, pullThroughGateway, refusedPull } from './pull-records.ts';
import { untilTrue } from './until-true.ts';

const path = '/orgs/acme/pulls';
const minuteMs = 60_000;
const many = 100_000;

const rows = (page: Page) => page.locator('[role=row][data-index]');
const images = async (page: Page) => rows(page).locator('[role=gridcell]:nth-child(3)').allInnerTexts();
const search = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);

void suite('Pulls', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: ConsoleUnderTest;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startConsole(cleanup)]);
    await target.ask('owner', 'PUT', '/v2/orgs/acme/settings', { restricted_images: { enabled: true } });
  });

  test('before the first pull it says how to begin', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await page.getByText('Nothing has been pulled yet').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Connect a client' }).last().getAttribute('href'), '/orgs/acme/connect');
    const nowMs = Date.now();
    await insertPulls(target, [
      refusedPull({ id: 'a1', timeMs: nowMs - 5 * minuteMs, subjectName: 'edgar', subjectId: 'u-edgar' }),
      refusedPull({ id: 'a2', timeMs: nowMs - 4 * minuteMs, repository: 'other/thing', enforced: false, outcome: 200 }),
      refusedPull({ id: 'a3', timeMs: nowMs - 3 * minuteMs }),
      refusedPull({ id: 'a4', timeMs: nowMs - 2 * minuteMs, repository: 'grafana/grafana', tag: '1.27', category: 'verified-publisher', effect: 'permit', reason: null, outcome: 200 }),
    ]);
    await rows(page).nth(3).waitFor();
    assert.deepEqual(await images(page), ['grafana/grafana:1.27', 'someuser/custom-image:latest', 'other/thing:latest', 'someuser/custom-image:latest']);
    await assertAccessible(page, 'Pulls');
  });

  test('filters come from the address bar, from a cell and from the fields, and go with their chips', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?effect=deny&enforced=false`, colorScheme: 'dark' });
    await page.getByText('Recorded, let through').first().waitFor();
    await rows(page).first().waitFor();
    assert.deepEqual(await images(page), ['other/thing:latest']);
    await assertAccessible(page, 'Pulls, dark');
    await page.getByRole('button', { name: 'Remove the filter Result: Recorded, let through' }).click();
    await rows(page).nth(3).waitFor();
    assert.deepEqual(search(page), {});
    await rows(page).nth(3).hover();
    await page.getByRole('button', { name: 'Only pulls by edgar' }).click();
    await page.getByRole('button', { name: 'Remove the filter Person: edgar' }).waitFor();
    await rows(page).first().waitFor();
    assert.deepEqual([search(page), await images(page)], [{ username: 'edgar' }, ['someuser/custom-image:latest']]);
    await page.goBack();
    await rows(page).nth(3).waitFor();
    await page.getByLabel('Image contains').fill('grafana');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove the filter Image contains: grafana' }).waitFor();
    await page.getByRole('button', { name: 'More filters' }).click();
    await page.getByLabel('Client contains').fill('podman');
    await assertAccessible(page, 'the filters of Pulls');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByText('No pulls under these filters').waitFor();
    assert.deepEqual(search(page), { image: 'grafana', user_agent: 'podman' });
    await page.getByRole('button', { name: 'Clear filters' }).last().click();
    await rows(page).nth(3).waitFor();
  });

  test('a filter that is not understood is named, and can be removed', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?effect=maybe&last=year&tag=1.27` });
    await page.getByText('A filter is not understood').waitFor();
    await page.getByText('must be one of hour, day, week, month').waitFor();
    await assertAccessible(page, 'Pulls with wrong filters');
    await page.getByRole('button', { name: 'Remove the filter Time: year' }).click();
    await page.getByRole('button', { name: 'Remove the filter Result: maybe' }).click();
    await rows(page).first().waitFor();
    assert.deepEqual(await images(page), ['grafana/grafana:1.27']);
  });

  test('one pull is opened with the keyboard, has its own address, and leads on', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await rows(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await rows(page).nth(1).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'someuser/custom-image:latest' });
    await dialog.getByText('What the person read').waitFor();
    assert.equal(search(page)['pull'], 'a3');
    await assertAccessible(page, 'one pull');
    assert.equal(await dialog.getByRole('link', { name: 'Allow this repository' }).getAttribute('href'), '/orgs/acme/image-access?allow=someuser%2Fcustom-image');
    await page.reload();
    await dialog.getByText('community images not allowed').waitFor();
    await dialog.getByRole('link', { name: 'Can I pull this?' }).click();
    await page.getByRole('heading', { name: 'Can I pull this?', level: 1 }).waitFor();
    assert.deepEqual(search(page), { image: 'someuser/custom-image:latest', username: 'mina' });
    await page.goto(`${target.address}${path}?pull=a4`);
    await page.getByRole('dialog').getByText('Answer', { exact: true }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Allow this repository' }).count(), 0);
    await page.goto(`${target.address}${path}?pull=unknown`);
    await page.getByText('This pull is not on record').waitFor();
  });

  test('the export has what is filtered', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?repository=someuser/custom-image` });
    for (const [name, ids] of [['Export JSON Lines', ['a3', 'a1']], ['Export CSV', ['a3', 'a1']]] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
      const text = await readFile(await download.path(), 'utf8');
      const found = name === 'Export CSV' ? text.trimEnd().split('\r\n').slice(1).map((line) => line.split(',')[0]) : text.trimEnd().split('\n').map((line) => (JSON.parse(line) as { readonly id: string }).id);
      assert.deepEqual(found, ids);
    }
  });

  test('a member sees their own alone, on a phone as cards', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'member', path, viewport: phone });
    await page.getByText('Only owners see what others pulled').waitFor();
    await rows(page).nth(2).waitFor();
    assert.equal(await rows(page).count(), 3);
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), phone.width);
    await assertAccessible(page, 'Pulls on a phone');
    await rows(page).nth(1).click();
    await page.getByRole('dialog').getByText('What the person read').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Allow this repository' }).count(), 0);
    await page.goto(`${target.address}${path}?username=edgar`);
    await page.getByText('These pulls are not yours to read').waitFor();
  });

  test('a refused pull appears by itself, waits while somebody reads further down, and not at all while paused', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?effect=deny&last=day` });
    await rows(page).nth(2).waitFor();
    assert.ok([401, 403].includes(await pullThroughGateway(target, 'live/first')));
    await rows(page).filter({ hasText: 'live/first' }).first().waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused').waitFor();
    await insertPulls(target, [refusedPull({ id: 'b1', timeMs: Date.now(), repository: 'live/second' })]);
    await page.getByRole('button', { name: 'Go on' }).click();
    await rows(page).filter({ hasText: 'live/second' }).first().waitFor();
    await insertPulls(target, Array.from({ length: 60 }, (_, n) => refusedPull({ id: `b${n + 10}`, timeMs: Date.now() - 10 * minuteMs + n, repository: 'filler/image' })));
    await page.reload();
    await rows(page).nth(20).waitFor();
    await page.mouse.wheel(0, 1200);
    await untilTrue(page, 'window.scrollY >= 600');
    await insertPulls(target, [refusedPull({ id: 'b2', timeMs: Date.now(), repository: 'live/third' })]);
    await page.getByRole('button', { name: /^\d+ new$/ }).click();
    await rows(page).filter({ hasText: 'live/third' }).first().waitFor();
    await untilTrue(page, 'window.scrollY === 0');
  });

  test('while the server is away the list stays, and goes on when it is back', async (t) => {
    const page = await openPage(t, browser, { console: target, as: 'owner', path });
    await rows(page).nth(3).waitFor();
    await page.route('**/v2/**', (route) => route.abort());
    await page.route('**/healthz', (route) => route.abort());
    await page.getByText('Pullgate does not answer').waitFor();
    assert.ok((await rows(page).count()) > 3);
    await page.unrouteAll();
    await insertPulls(target, [refusedPull({ id: 'c1', timeMs: Date.now(), repository: 'after/away' })]);
    await rows(page).filter({ hasText: 'after/away' }).waitFor();
  });

  test('a hundred thousand records scroll, with some dozens of rows in the page', async (t) => {
    const nowMs = Date.now();
    await insertPulls(target, Array.from({ length: many }, (_, n) => refusedPull({ id: `m${String(many - n).padStart(7, '0')}`, timeMs: nowMs - 24 * 60 * minuteMs - n * 1000, requestId: `many-${n}`, repository: `many/image-${n % 50}` })));
    const page = await openPage(t, browser, { console: target, as: 'owner', path: `${path}?repository=many/*` });
    await rows(page).first().waitFor();
    // Whoever holds the End key: each time to the last that is loaded.
    const isWhole = await page.evaluate(`(async () => {
      for (const until = Date.now() + 120_000; Date.now() < until; ) {
        window.scrollTo(0, document.documentElement.scrollHeight);
        await new Promise((resolve) => setTimeout(resolve, 20));
        if ([...document.querySelectorAll('p[role=status]')].some(({ textContent }) => textContent === '100,000 pulls')) return true;
      }
      return false;
    })()`);
    assert.ok(isWhole);
    assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), String(many + 1));
    await page.evaluate(`window.scrollTo(0, document.documentElement.scrollHeight)`);
    await rows(page).and(page.locator(`[data-index="${many - 1}"]`)).waitFor();
    assert.ok((await rows(page).count()) < 80);
    const medianMs = await page.evaluate<number>(`(async () => {
      const frames = [];
      let before = await new Promise((resolve) => requestAnimationFrame(resolve));
      for (let index = 0; index < 120; index += 1) {
        window.scrollBy(0, -150);
        const now = await new Promise((resolve) => requestAnimationFrame(resolve));
        frames.push(now - before);
        before = now;
      }
      return frames.toSorted((one, other) => one - other)[60];
    })()`);
    t.diagnostic(`median frame while scrolling through ${many} records: ${medianMs.toFixed(1)} ms`);
    // A frame of a busy machine is late; one that goes through all records would take far longer.
    assert.ok(medianMs < 200, `${medianMs} ms a frame`);
  });
});
