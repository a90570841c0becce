// Debian's Chromium, built without windows: pages that somebody is signed in on, and what they did behind the scenes.
import assert from 'node:assert/strict';
import type { Cleanup } from './cleanup.ts';
import { type Browser, type Page, type ViewportSize, chromium } from 'playwright-core';
import { requireTools } from '../clients/tool.ts';
import { type ConsoleUnderTest, type PersonName, people } from './console.ts';
import { takeProfile } from './profiles.ts';

/** For a test's `skip`: false, or the line that installs it. */
export const needsChromium = requireTools('chromium-headless-shell');

/** Generous: files of tests share the machine. */
const waitMs = 60_000;

/** Starts it once for a file; it ends after the file's tests. One process shows all pages of a profile, which so share what it has compiled. */
export async function startChromium(t: Cleanup): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell', args: ['--no-sandbox', '--disable-dev-shm-usage', '--force-color-profile=srgb', '--renderer-process-limit=1'] });
  t.after(() => browser.close());
  return browser;
}

export const desktop = { width: 1280, height: 900 } as const;
export const phone = { width: 360, height: 740 } as const;
/** 4K, without any scaling. */
export const large = { width: 3840, height: 2160 } as const;

export interface PageOptions {
  readonly console: ConsoleUnderTest;
  /** Left out: that of a desktop. */
  readonly viewport?: ViewportSize;
  /** Left out: light. */
  readonly colorScheme?: 'light' | 'dark';
  /** Left out: Europe/Berlin. */
  readonly timezoneId?: string;
  /** Signed in already; left out: nobody. */
  readonly as?: PersonName;
  /** A path of the console; left out: nothing is opened yet. */
  readonly path?: string;
  /** The origin of an identity provider on this machine that the page is sent to: what that does is none of the console's. */
  readonly goesTo?: string;
}

/** A page in a profile that nobody else uses, as another browser would be. After the test it is an error that it logged one, was kept from something by the Content-Security-Policy, or asked another host. */
export async function openPage(t: Cleanup, browser: Browser, { console: target, as, path, viewport = desktop, colorScheme = 'light', goesTo, timezoneId = 'Europe/Berlin' }: PageOptions): Promise<Page> {
  const { context, giveBack } = await takeProfile(browser, { locale: 'en-GB', timezoneId, origin: target.address });
  context.setDefaultTimeout(waitMs);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: target.address });
  const faults: string[] = [];
  const page = await context.newPage();
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
  const isElsewhere = (): boolean => goesTo !== undefined && page.url().startsWith(`${goesTo}/`);
  // What a provider's pages would load from afar stays away.
  if (goesTo !== undefined) await context.route(({ origin }) => origin !== target.address && origin !== goesTo, (route) => route.abort());
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`));
  page.on('console', (message) => {
    // What the server refused, or did not answer, is told in the page; Chromium and React log it as well.
    if (message.type() === 'error' && !isElsewhere() && !/^(?:Failed to load resource|PageNotLoaded:)/.test(message.text())) faults.push(`logged: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== target.address && origin !== goesTo && !isElsewhere() && protocol !== 'data:' && protocol !== 'blob:') faults.push(`asked of another host: ${request.url()}`);
  });
  t.after(async () => {
    // What an identity provider has put into it is not the console's to take out.
    if (goesTo === undefined) await giveBack();
    else await context.close();
    assert.deepEqual(faults, []);
  });
  if (as !== undefined) {
    const { username, password } = people[as];
    const answer = await context.request.post(`${target.address}/v2/sessions`, { data: { username, password }, headers: { Origin: target.address } });
    assert.equal(answer.status(), 201, await answer.text());
  }
  if (path !== undefined) await page.goto(`${target.address}${path}`);
  return page;
}
