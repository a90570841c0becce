// What holds on every page: axe finds nothing, nothing sticks out at 360 px, one heading of the first level, and nothing is asked of another host.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { desktop, needsChromium, openPage, phone, startChromium } from './chromium.ts';
import { cleanupAfterSuite } from './cleanup.ts';
import { type Demo, startDemo } from './demo.ts';
import { type Visitor, consolePages, everybody, pathOf } from './pages.ts';
import { settled } from './settled.ts';

const looks = [
  { device: 'desktop', viewport: desktop, colorScheme: 'light' },
  { device: 'phone', viewport: phone, colorScheme: 'dark' },
] as const;

void suite('every page of the console', { skip: needsChromium }, () => {
  const cleanup = cleanupAfterSuite();
  let browser: Browser;
  let target: Demo;
  before(async () => {
    [browser, target] = await Promise.all([startChromium(cleanup), startDemo(cleanup)]);
  });

  for (const who of ['nobody', 'owner', 'member'] as const satisfies readonly Visitor[]) {
    test(`as ${who}, on a desktop in light and on a phone in dark colours`, async (t) => {
      const page = await openPage(t, browser, { console: target, path: '/sign-in', ...(who !== 'nobody' && { as: who }) });
      const seen = consolePages.filter(({ as = everybody }) => as.includes(who));
      for (const [index, { name, path, heading }] of seen.entries()) {
        // Every other page is come to on a phone, and then turned into one of a desktop.
        for (const [order, look] of (index % 2 === 0 ? looks : looks.toReversed()).entries()) {
          await wear(page, look);
          if (order === 0) await goOn(page, pathOf({ path }, target));
          await settled(page, heading);
          await assertSound(page, `${name} as ${who}, ${look.device}, ${look.colorScheme}`);
        }
      }
    });
  }
});

async function wear(page: Page, { viewport, colorScheme }: (typeof looks)[number]): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  // What is drawn by the width that it finds, such as a chart, is told after a frame.
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))');
}

/** As a link of the console does it: to load everything anew for each page takes longer than to look at it. */
async function goOn(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`);
}

async function assertSound(page: Page, what: string): Promise<void> {
  await assertAccessible(page, what);
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${what}: headings of the first level`);
  const sticksOut = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.equal(sticksOut, 0, `${what} is ${sticksOut} px wider than the screen`);
  assert.match(await page.title(), / · Pullgate$/, what);
}
