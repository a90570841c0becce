// `pullgate login --single-sign-on`: the browser signs in at a real provider, and the command line keeps a token as after a password.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { createTerminal } from '../../src/cli/terminal.ts';
import { openCommandLine } from '../cli/command-line.ts';
import { openBrowser } from './browser.ts';
import { openScene } from './scene.ts';

const jane = { email: 'jane@acme.test', email_verified: true, preferred_username: 'jane' };

interface Running {
  /** The address that it prints. */
  readonly address: Promise<string>;
  readonly type: (line: string) => void;
  readonly ended: Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  readonly loginFile: string;
}

/** Runs the command line here, so that it can be answered while it waits. */
function startCommand(t: TestContext, server: string, words: readonly string[]): Running {
  const { folder } = openCommandLine(t);
  const configFolder = join(folder, 'config', 'pullgate');
  const ended = { code: 0, stdout: '', stderr: '' };
  const input = new Readable({ read: () => undefined });
  const { promise: address, resolve } = Promise.withResolvers<string>();
  const collect = (name: 'stdout' | 'stderr') =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        ended[name] += chunk.toString();
        const printed = /^http\S+$/m.exec(ended.stderr)?.[0];
        if (printed !== undefined) resolve(printed);
        done();
      },
    });
  const environment = { server, username: undefined, password: undefined, configFolder, allowsColours: false, variables: {} };
  const terminal = createTerminal({ input, output: collect('stdout'), errors: collect('stderr') }, environment);
  const running = run({ environment, terminal, now: Date.now, hostName: 'test-host', version: '1.2.3', setExitCode: (code) => (ended.code = code) }, words);
  return {
    address,
    type: (line) => {
      input.push(`${line}\n`);
      input.push(null);
    },
    ended: running.then(() => ended),
    loginFile: join(configFolder, 'cli.json'),
  };
}

test('the browser brings the code to this machine, and later commands need no password', async (t) => {
  const { provider, server, connect } = await openScene(t);
  await connect({ domains: ['acme.test'] });
  provider.people.set('sub-1', jane);
  for (const who of [['--org', 'acme'], ['--username', 'jane@acme.test']]) {
    const command = startCommand(t, server, ['login', '--single-sign-on', ...who]);
    const { status, text, url } = await openBrowser().visit(await command.address, { login: 'sub-1' });
    assert.equal(status, 200);
    assert.equal(url.hostname, '127.0.0.1');
    assert.match(text, /^You are signed in: go back to the terminal/);
    const { code, stdout, stderr } = await command.ended;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /as jane\.\nA personal access token that ends /);
    const kept = JSON.parse(readFileSync(command.loginFile, 'utf8')) as { readonly token: string; readonly username: string };
    assert.equal(kept.username, 'jane');
    assert.match(kept.token, /^pgt_pat_/);
    assert.ok(!(stdout + stderr).includes(kept.token));
    const login = await fetch(`${server}/v2/users/login`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'jane', password: kept.token }) });
    assert.equal(login.status, 200);
  }
});

test('what comes to the loopback address without the state of this sign-in is refused, and the wait goes on', async (t) => {
  const { provider, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  const command = startCommand(t, server, ['login', '--single-sign-on', '--org', 'acme']);
  const address = new URL(await command.address);
  const loopback = `http://127.0.0.1:${address.searchParams.get('port') ?? ''}`;
  for (const path of ['/', '/?code=x', '/?code=x&state=y', `/other?code=x&state=${address.searchParams.get('state') ?? ''}`]) assert.equal((await fetch(loopback + path)).status, 400, path);
  await openBrowser().visit(address.href, { login: 'sub-1' });
  assert.equal((await command.ended).code, 0);
});

test('without a browser on the machine a person pastes the code', async (t) => {
  const { provider, server } = await openScene(t);
  provider.people.set('sub-1', jane);
  const command = startCommand(t, server, ['login', '--single-sign-on', '--org', 'acme', '--no-browser']);
  const { status, text } = await openBrowser().visit(await command.address, { login: 'sub-1' });
  assert.equal(status, 200);
  assert.match(text, /Give it to nobody/);
  command.type(/^[A-Za-z0-9_-]{43}$/m.exec(text)?.[0] ?? '');
  assert.match((await command.ended).stdout, /as jane\./);
});

test('a code is good once, for five minutes, and only with the verifier of who asked', async (t) => {
  const { provider, server, clock } = await openScene(t);
  provider.people.set('sub-1', jane);
  const verifier = randomBytes(32).toString('base64url');
  const newCode = async (): Promise<string> => {
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const { url } = await openBrowser().visit(`${server}/v2/single-sign-on/acme/start?code_challenge=${challenge}`, { login: 'sub-1' });
    return url.searchParams.get('code') ?? '';
  };
  const exchange = async (code: string, code_verifier: string) => fetch(`${server}/v2/single-sign-on/token`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code, code_verifier }) });
  const code = await newCode();
  assert.equal((await exchange(code, verifier)).status, 200);
  const again = await exchange(code, verifier);
  assert.equal(again.status, 400);
  assert.match(await again.text(), /is wrong, used or too old: run pullgate login again/);
  const guessed = await newCode();
  assert.equal((await exchange(guessed, 'x'.repeat(43))).status, 400);
  assert.equal((await exchange(guessed, verifier)).status, 400, 'a wrong verifier uses the code up');
  const old = await newCode();
  clock.nowMs += 301_000;
  assert.equal((await exchange(old, verifier)).status, 400);
});

test('an organization that has no single sign-on, and none at all, are told', async (t) => {
  const { server } = await openScene(t, { isConnected: false });
  for (const [words, line] of [
    [['--org', 'acme'], /^pullgate: no single sign-on for acme at http:\S+: check the name, or sign in with pullgate login --username NAME\n$/],
    [['--username', 'jane@acme.test'], /^pullgate: no single sign-on for jane@acme\.test /],
    [[], /^pullgate: say which organization: pullgate login --single-sign-on --org NAME/],
  ] as const) {
    const { code, stderr } = await startCommand(t, server, ['login', '--single-sign-on', ...words]).ended;
    assert.equal(code, 2);
    assert.match(stderr, line);
  }
});
