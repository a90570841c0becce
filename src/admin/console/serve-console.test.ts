// What the admin listener answers of the console's files, and what it leaves to the API.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { consolePolicy, createServeConsole } from './serve-console.ts';

const origin = 'http://admin.example.test';
const browser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

function buildFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-console-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'beside the folder');
  writeFileSync(join(dist, 'index.html'), '<!doctype html><title>Pullgate</title>');
  writeFileSync(join(dist, 'favicon.svg'), '<svg/>');
  writeFileSync(join(dist, 'assets/index-1.js'), 'plain');
  writeFileSync(join(dist, 'assets/index-1.js.br'), 'compressed');
  return dist;
}

const ask = (folder: string, path: string, init: RequestInit = {}): Promise<Response> | undefined => {
  const answer = createServeConsole({ folder })(new Request(`${origin}${path}`, init));
  return answer === undefined ? undefined : Promise.resolve(answer);
};

for (const path of ['/', '/sign-in', '/orgs/acme/pulls?effect=deny', '/orgs/acme/teams/a%2Fb', '/anything/else']) {
  test(`a browser gets the one page at ${path}, asked for each time, under the policy`, async (t) => {
    const answer = await ask(buildFolder(t), path, { headers: browser });
    assert.equal(answer?.status, 200);
    assert.match(await answer.text(), /<title>Pullgate<\/title>/);
    assert.equal(answer.headers.get('cache-control'), 'no-cache');
    assert.equal(answer.headers.get('content-security-policy'), consolePolicy);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.headers.get('x-frame-options'), 'DENY');
  });
}

test('the policy allows files of this host alone: nothing inline, nothing evaluated, no frame', () => {
  assert.doesNotMatch(consolePolicy, /unsafe|https?:|\*/);
  for (const directive of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) assert.ok(consolePolicy.includes(directive), directive);
});

test('a file is kept for good, and is sent compressed to who can read that', async (t) => {
  const folder = buildFolder(t);
  const plain = await ask(folder, '/assets/index-1.js');
  assert.equal(await plain?.text(), 'plain');
  assert.match(plain?.headers.get('cache-control') ?? '', /immutable/);
  assert.match(plain?.headers.get('content-type') ?? '', /javascript/);
  const compressed = await ask(folder, '/assets/index-1.js', { headers: { 'Accept-Encoding': 'gzip, br' } });
  assert.equal(compressed?.headers.get('content-encoding'), 'br');
  assert.equal(await compressed.text(), 'compressed');
});

test('HEAD is answered as GET is, without the body', async (t) => {
  const answer = await ask(buildFolder(t), '/sign-in', { method: 'HEAD', headers: browser });
  assert.equal(answer?.status, 200);
  assert.equal(await answer.text(), '');
});

test('a file of an older build is not there, and is not the page instead', async (t) => {
  const answer = await ask(buildFolder(t), '/assets/index-0.js', { headers: browser });
  assert.equal(answer?.status, 404);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

for (const path of ['/assets/../../secret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/assets/..%5c..%5csecret.txt', '/assets/%00']) {
  test(`${path} leads out of nowhere`, async (t) => {
    const answer = await ask(buildFolder(t), path, { headers: browser });
    assert.doesNotMatch((await answer?.text()) ?? '', /beside the folder/);
  });
}

const left: readonly (readonly [what: string, path: string, init: RequestInit])[] = [
  ['an address of the API, of a browser as well', '/v2/orgs/acme/nothing', { headers: browser }],
  ['the documentation', '/docs', { headers: browser }],
  ['the OpenAPI document', '/openapi.json', { headers: browser }],
  ['the health', '/healthz', { headers: browser }],
  ['a tool that wants no page', '/orgs/acme/pulls', { headers: { Accept: '*/*' } }],
  ['a tool that says nothing', '/', {}],
  ['what is no reading', '/', { method: 'POST', headers: browser }],
];
for (const [what, path, init] of left) {
  test(`the API answers ${what}`, (t) => {
    assert.equal(ask(buildFolder(t), path, init), undefined);
  });
}

test('where nothing was built a page says what to run', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-console-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const answer = await ask(folder, '/', { headers: browser });
  assert.equal(answer?.status, 503);
  assert.match(await answer.text(), /npm run build:console/);
  assert.match(answer.headers.get('content-security-policy') ?? '', /style-src 'sha256-/);
});
