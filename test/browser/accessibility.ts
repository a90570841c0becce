// axe's rules for WCAG 2.2 A and AA and its best practices, run in the page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[] }[];
}

/** Fails with every violation and where it is. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  // Playwright evaluates outside of the page's Content-Security-Policy. Once for a document: reading it takes as long as many a run.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(source);
  // What lies half under a header that stays would count as small.
  await page.evaluate('scrollTo(0, 0)');
  // Colours on their way from one to the other are neither.
  await page.evaluate('Promise.allSettled(document.getAnimations().filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime)).map(({ finished }) => finished)).then(() => true)');
  // What React Aria reads aloud points at what was pressed, and is cleared seconds after that is gone: nothing that anybody comes upon.
  const { violations } = await page.evaluate<AxeResult>(`axe.run({ exclude: ['[data-live-announcer]'] }, { runOnly: ${JSON.stringify(tags)}, resultTypes: ['violations'] })`);
  const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary ?? ''}`));
  assert.deepEqual(found, [], `axe on ${what}`);
}
