// docs/clients.md shows the lines that the tests hold the clients to under the images' own names.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { ownNameLine, refusedHostLine, refusedLoginLine } from './own-name-line.ts';

const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
const message = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
const lines: readonly (readonly [what: string, line: string])[] = [
  ...Object.entries(ownNameLine).map(([name, line]) => [name, line('someuser/custom-image', message)] as const),
  ['a host that is not served', refusedHostLine('quay.io')],
  ['a refused login', refusedLoginLine('incorrect username or password')],
];

for (const [what, line] of lines) {
  test(`docs/clients.md shows the line: ${what}`, () => assert.ok(page.includes(`\`${line}\``), `not on the page: ${line}`));
}
