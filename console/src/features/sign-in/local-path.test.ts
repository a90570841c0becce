// Where a sign-in leads is a page of this console, whatever the address bar asks for.
import assert from 'node:assert/strict';
import test from 'node:test';
import { localPath } from './local-path.ts';

const rows: readonly (readonly [text: string | undefined, path: string])[] = [
  [undefined, '/'],
  ['', '/'],
  ['/orgs/acme/pulls?effect=deny#top', '/orgs/acme/pulls?effect=deny#top'],
  ['/', '/'],
  ['//evil.example/x', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['orgs/acme', '/'],
  ['/\t/evil.example', '/'],
];
for (const [text, path] of rows) {
  test(`${JSON.stringify(text)} leads to ${path}`, () => assert.equal(localPath(text), path));
}
