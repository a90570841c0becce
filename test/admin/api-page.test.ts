// GET /docs: every operation is on the page, it needs nothing from anywhere, and what may run in it is written down.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { routes } from '../../src/contract/routes.ts';
import { openInstallation } from './installation.ts';

test('the page has every operation once, with a link that leads to each group', async (t) => {
  const { anonymous } = await openInstallation(t);
  const { status, text, headers } = await anonymous('GET', '/docs');
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'text/html; charset=utf-8');
  const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
  assert.equal(new Set(ids).size, ids.length, 'an id stands twice');
  for (const id of Object.keys(routes)) assert.ok(ids.includes(id), id);
  for (const [, anchor = ''] of text.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(anchor), anchor);
});

test('the page runs no script and loads nothing: its one style sheet is allowed by its hash', async (t) => {
  const { anonymous } = await openInstallation(t);
  const { text, headers } = await anonymous('GET', '/docs');
  assert.doesNotMatch(text, /<script|<img|<iframe|<link|\bon\w+=|style="|javascript:|https?:\/\/(?!hooks\.example\.com|ghcr\.io)/i);
  const sheets = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, sheet]) => sheet ?? '');
  assert.equal(sheets.length, 1);
  const hash = createHash('sha256').update(sheets[0] ?? '').digest('base64');
  assert.equal(headers.get('content-security-policy'), `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`);
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});

test('the page is made for readers of every kind: language, headings in order, a way past the list, both colour schemes', async (t) => {
  const { anonymous } = await openInstallation(t);
  const { text } = await anonymous('GET', '/docs');
  assert.match(text, /<html lang="en">/);
  assert.match(text, /<a class="skip" href="#operations">/);
  assert.match(text, /prefers-color-scheme: dark/);
  const levels = [...text.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
  assert.equal(levels[0], 1);
  for (const [index, level] of levels.entries()) assert.ok(index === 0 || level <= (levels[index - 1] ?? 0) + 1, `heading ${index}`);
});
