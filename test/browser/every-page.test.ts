// What holds on every page: axe finds nothing, nothing sticks out at 360 px, one heading of the first level, and nothing is asked of another host.
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Browser } from 'playwright-core';
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
    for (const { device, viewport, colorScheme } of looks) {
      test(`as ${who}, on a ${device}, ${colorScheme}`, async (t) => {
        const page = await openPage(t, browser, { console: target, viewport, colorScheme, ...(who !== 'nobody' && { as: who }) });
        for (const { name, path, heading, as = everybody } of consolePages) {
          if (!as.includes(who)) continue;
          await page.goto(`${target.address}${pathOf({ path }, target)}`);
          await settled(page, heading);
          await assertAccessible(page, `${name} as ${who}, ${device}, ${colorScheme}`);
          assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${name}: headings of the first level`);
          const sticksOut = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
          assert.equal(sticksOut, 0, `${name} is ${sticksOut} px wider than the screen (${device})`);
          assert.match(await page.title(), / · Pullgate$/, name);
        }
      });
    }
  }
});
