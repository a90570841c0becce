// Browser profiles that tests use in turn. A new one compiles the whole console anew, which takes longer than most of what a test does with it.
import type { Browser, BrowserContext, Page } from 'playwright-core';

export interface ProfileOptions {
  readonly locale: string;
  readonly timezoneId: string;
  /** Of the console: `http://127.0.0.1:PORT`. */
  readonly origin: string;
}

export interface Profile {
  readonly context: BrowserContext;
  /** Closes its pages, and forgets all that they, and the console, kept in it. What Chromium has compiled stays. */
  readonly giveBack: () => Promise<void>;
}

interface Kept {
  readonly context: BrowserContext;
  /** Of the console's origin, so that the process which shows its pages stays. */
  readonly keeper: Page;
}

/** Those that nobody uses, by their options. */
const unused = new WeakMap<Browser, Map<string, Kept[]>>();

/** One that nobody else uses until it is given back. */
export async function takeProfile(browser: Browser, { origin, ...options }: ProfileOptions): Promise<Profile> {
  const free = freeOf(browser, JSON.stringify({ origin, ...options }));
  const kept = free.pop() ?? (await makeProfile(browser, { origin, ...options }));
  const { context, keeper } = kept;
  return {
    context,
    giveBack: async () => {
      await Promise.all(context.pages().filter((page) => page !== keeper).map((page) => page.close()));
      if (keeper.isClosed()) return; // with the whole profile, by the test
      const devTools = await context.newCDPSession(keeper);
      await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await devTools.detach();
      await Promise.all([context.clearCookies(), context.clearPermissions()]);
      free.push(kept);
    },
  };
}

async function makeProfile(browser: Browser, { origin, ...options }: ProfileOptions): Promise<Kept> {
  const context = await browser.newContext(options);
  const keeper = await context.newPage();
  await keeper.goto(`${origin}/favicon.svg`);
  return { context, keeper };
}

function freeOf(browser: Browser, key: string): Kept[] {
  const ofBrowser = unused.get(browser) ?? new Map<string, Kept[]>();
  unused.set(browser, ofBrowser);
  const free = ofBrowser.get(key) ?? [];
  ofBrowser.set(key, free);
  return free;
}
