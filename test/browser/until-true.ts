// Waits for what only the page itself can tell: where it is scrolled to, what a field holds, a colour.
import type { Page } from 'playwright-core';

const limitMs = 30_000;

/**
 * Waits until a JavaScript expression is true in the page, asked once a frame; an error after 30 s.
 * Not `page.waitForFunction`: it evaluates a string anew in each frame, and all but the first time
 * the console's Content Security Policy refuses that.
 */
export async function untilTrue(page: Page, expression: string): Promise<void> {
  const isTrue = await page.evaluate<boolean>(`new Promise((resolve, reject) => {
    const deadlineMs = performance.now() + ${limitMs};
    const look = () => {
      try {
        if (${expression}) resolve(true);
        else if (performance.now() > deadlineMs) resolve(false);
        else requestAnimationFrame(look);
      } catch (error) {
        reject(error);
      }
    };
    look();
  })`);
  if (!isTrue) throw new Error(`${expression}: not true after ${limitMs / 1000} seconds`);
}
