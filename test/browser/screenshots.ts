// `npm run screenshots`: every page, and what opens over it, as an owner and as a member, light and dark, on a desktop, a phone and a 4K screen, into console/screenshots. With names of pages (`-- pulls menu`), or of devices (`-- 4k`), those alone.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { type PageOptions, needsChromium, desktop, large, openPage, phone, startChromium } from './chromium.ts';
import { type Demo, startDemo } from './demo.ts';
import { moments } from './moments.ts';
import { type Visitor, consolePages, everybody, pathOf } from './pages.ts';
import { settled } from './settled.ts';

interface Look {
  readonly device: 'desktop' | 'phone' | '4k';
  readonly viewport: NonNullable<PageOptions['viewport']>;
  readonly colorScheme: 'light' | 'dark';
}

interface Shot {
  readonly name: string;
  readonly path: string | ((demo: Demo) => string);
  readonly as: readonly Visitor[];
  readonly isOfPhones: boolean;
  /** Brings the opened page to what is to be seen. */
  readonly prepare: (page: Page) => Promise<void>;
}

const looks: readonly Look[] = [
  { device: 'desktop', viewport: desktop, colorScheme: 'light' },
  { device: 'desktop', viewport: desktop, colorScheme: 'dark' },
  { device: 'phone', viewport: phone, colorScheme: 'light' },
  { device: 'phone', viewport: phone, colorScheme: 'dark' },
  { device: '4k', viewport: large, colorScheme: 'light' },
];
const visitors = ['nobody', 'owner', 'member'] as const satisfies readonly Visitor[];
/** For one thing that does not show: all others are made before. */
const patienceMs = 30_000;
/** So many devices are at work at the same time. */
const lanes = 2;

const shots: readonly Shot[] = [
  ...consolePages.map(({ name, path, heading, as = everybody }) => ({ name, path, as, isOfPhones: false, prepare: (page: Page) => settled(page, heading) })),
  ...moments.map(({ name, path, as = ['owner'] as const, isOfPhones = false, open, shown = (page: Page) => page.getByRole('dialog') }) => ({
    name,
    path,
    as,
    isOfPhones,
    prepare: async (page: Page) => {
      await open?.(page);
      await shown(page).waitFor();
      await settled(page);
    },
  })),
];

if (needsChromium !== false) throw new Error(needsChromium);
const folder = fileURLToPath(new URL('../../console/screenshots/', import.meta.url));
const words = process.argv.slice(2);
const devices = words.filter((word) => looks.some(({ device }) => device === word));
const wanted = words.filter((word) => !devices.includes(word));
const unknown = wanted.filter((name) => !shots.some((shot) => shot.name === name));
if (unknown.length > 0) throw new Error(`no page is called ${unknown.join(', ')}: there are ${shots.map(({ name }) => name).join(', ')}`);

await using undoing = new AsyncDisposableStack();
const cleanup = { after: (undo: () => Promise<void>) => undoing.defer(undo) };
await mkdir(folder, { recursive: true });
const [browser, demo] = await Promise.all([startChromium(cleanup), startDemo(cleanup)]);
let made = 0;
const failures: string[] = [];
const queue = looks.filter(({ device }) => devices.length === 0 || devices.includes(device)).flatMap((look) => visitors.map((who) => ({ look, who })));
await Promise.all(
  Array.from({ length: lanes }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) failures.push(...(await takeAll(browser, demo, next)));
  }),
);
console.log(`${made} screenshots in ${folder}`);
if (failures.length > 0) {
  console.error(`${failures.length} failed:\n${failures.join('\n')}`);
  process.exitCode = 1;
}

/** All of one person on one device, in one profile. Returns what went wrong. */
async function takeAll(browser: Browser, demo: Demo, { look: { device, viewport, colorScheme }, who }: { readonly look: Look; readonly who: Visitor }): Promise<readonly string[]> {
  const chosen = shots.filter(({ name, as, isOfPhones }) => as.includes(who) && (!isOfPhones || device === 'phone') && (wanted.length === 0 || wanted.includes(name)));
  if (chosen.length === 0) return [];
  const problems: string[] = [];
  const closing = new AsyncDisposableStack();
  const page = await openPage({ after: (undo) => closing.defer(undo) }, browser, { console: demo, viewport, colorScheme, ...(who !== 'nobody' && { as: who }) });
  page.setDefaultTimeout(patienceMs);
  for (const { name, path, prepare } of chosen) {
    const file = `${name}-${who}-${device}-${colorScheme}.png`;
    try {
      await page.goto(`${demo.address}${pathOf({ path }, demo)}`);
      await prepare(page);
      // What only begins to load with what came: the chart's own code.
      await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))).then(() => true)');
      await settled(page);
      await page.screenshot({ path: `${folder}${file}`, fullPage: device === 'phone' && !(await hasDialog(page)), animations: 'disabled' });
      made += 1;
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  console.log(`as ${who}, ${device}, ${colorScheme}: ${chosen.length - problems.length} of ${chosen.length}`);
  await closing.disposeAsync().catch((error: unknown) => problems.push(`as ${who}, ${device}, ${colorScheme}: ${error instanceof Error ? error.message : String(error)}`));
  return problems;
}

/** What stands over the page, and not within it, is seen where one is. */
async function hasDialog(page: Page): Promise<boolean> {
  return (await page.getByRole('dialog').or(page.getByRole('alertdialog')).count()) > 0;
}
