// `npm run screenshots`: every page as an owner and as a member, light and dark, on a desktop and on a phone, into console/screenshots; with names of pages, those alone.
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { needsChromium, desktop, openPage, phone, startChromium } from './chromium.ts';
import { startDemo } from './demo.ts';
import { consolePages, everybody } from './pages.ts';
import { settled } from './settled.ts';

if (needsChromium !== false) throw new Error(needsChromium);

const folder = fileURLToPath(new URL('../../console/screenshots/', import.meta.url));
const wanted = process.argv.slice(2);
const undoing = new AsyncDisposableStack();
const cleanup = { after: (undo: () => Promise<void>) => undoing.defer(undo) };

try {
  await mkdir(folder, { recursive: true });
  const [browser, console_] = [await startChromium(cleanup), await startDemo(cleanup)];
  for (const [device, viewport] of Object.entries({ desktop, phone })) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const { name, path, heading, as = everybody } of consolePages.filter((page) => wanted.length === 0 || wanted.includes(page.name))) {
        for (const who of as) {
          const page = await openPage(cleanup, browser, { console: console_, ...(who !== 'nobody' && { as: who }), path, viewport, colorScheme });
          await settled(page, heading);
          await page.screenshot({ path: `${folder}${name}-${who}-${device}-${colorScheme}.png`, fullPage: device === 'phone' });
          await page.context().close();
        }
      }
    }
  }
  console.log(`screenshots: ${folder}`);
} finally {
  await undoing.disposeAsync();
}
