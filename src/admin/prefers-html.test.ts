// Browsers get pages, everything else gets JSON.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prefersHtml } from './prefers-html.ts';

const cases: readonly (readonly [accept: string | undefined, expected: boolean])[] = [
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7', true],
  ['TEXT/HTML', true],
  ['text/*, application/json;q=0.5', true],
  ['application/json;q=0, */*', true],
  [undefined, false],
  ['', false],
  ['*/*', false],
  ['application/json', false],
  ['text/html,application/json', false],
  ['text/html;q=0.5,application/json;q=0.9', false],
  ['text/html;q=0', false],
  ['text/html;q=x', false],
  ['application/*', false],
  [`text/html${' '.repeat(5000)}`, false],
];

for (const [accept, expected] of cases) {
  test(`Accept: ${accept?.trim() ?? 'none'} is answered with ${expected ? 'a page' : 'JSON'}`, () => assert.equal(prefersHtml(accept), expected));
}
