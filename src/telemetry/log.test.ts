// What the log writes, and above all what it does not.
import assert from 'node:assert/strict';
import test from 'node:test';
import { createLog } from './log.ts';
import type { Log, LogOptions } from './log.ts';

function capture(options: Partial<LogOptions> = {}): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const log = createLog({ level: 'debug', format: 'json', destination: { write: (line) => lines.push(line) }, ...options });
  return { log, lines };
}

const secret = 'hunter2-hunter2';
const leaks: readonly { readonly name: string; readonly fields: object; readonly message?: string }[] = [
  { name: 'a field of the top level', fields: { password: secret } },
  { name: 'headers as node gives them', fields: { request: { headers: { authorization: secret, cookie: secret, 'set-cookie': [secret] } } } },
  { name: 'headers of any case', fields: { headers: { Authorization: secret, 'Set-Cookie': secret, 'Proxy-Authorization': secret } } },
  { name: 'OAuth2 fields', fields: { body: { access_token: secret, refresh_token: secret, token: secret, secret } } },
  { name: 'camel case', fields: { accessToken: secret, refreshToken: secret, passwordHash: secret, privateJwk: { d: secret } } },
  { name: 'deep inside arrays', fields: { a: [{ b: [{ c: { d: { token: secret } } }] }] } },
  { name: 'Headers and Map', fields: { h: new Headers({ authorization: secret }), m: new Map([['password', secret]]) } },
  { name: 'fields of an error and of its cause', fields: { error: Object.assign(new Error('no', { cause: { password: secret } }), { token: secret }) } },
  { name: 'bytes', fields: { body: Buffer.from(secret) } },
  { name: 'a personal access token in a message', fields: {}, message: `bad pgt_pat_${secret}` },
  { name: 'a token in an error message', fields: { error: new Error(`Authorization: Bearer ${secret}`) } },
  { name: 'Basic credentials in a text', fields: { line: `Basic ${secret}` } },
  { name: 'a password in an address', fields: { url: `https://user:${secret}@example.com/` } },
  { name: 'a JWT in a text', fields: { text: `eyJhbGciOi.${secret}.${secret}` } },
];

for (const format of ['json', 'pretty'] as const) {
  for (const { name, fields, message } of leaks) {
    test(`${format}: no secret comes out of ${name}`, () => {
      const { log, lines } = capture({ format });
      log.info(fields, message ?? 'written');
      log.child(fields).error({}, 'written by a child');
      assert.equal(lines.length, 2);
      assert.ok(!lines.join('').includes(secret), lines.join(''));
    });
  }
}

test('what is no secret comes out whole', () => {
  const { log, lines } = capture();
  log.child({ requestId: 'r1' }).warn({ tokenId: 't1', credentialVersion: 3, registry: 'docker.io' }, 'token refused');
  const { time, ...rest } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(rest, { level: 'warn', requestId: 'r1', tokenId: 't1', credentialVersion: 3, registry: 'docker.io', message: 'token refused' });
});

test('lines below the level are not written', () => {
  const { log, lines } = capture({ level: 'warn' });
  log.debug({}, 'a');
  log.info({}, 'b');
  log.warn({}, 'c');
  log.error({}, 'd');
  assert.equal(lines.length, 2);
});

test('a cycle and a deep object do not stop the log', () => {
  const { log, lines } = capture();
  const cycle: Record<string, unknown> = { name: 'cycle' };
  cycle['self'] = cycle;
  log.info({ cycle, big: 12n }, 'still written');
  assert.match(lines[0] ?? '', /still written/);
});

test('pretty is one readable line', () => {
  const { log, lines } = capture({ format: 'pretty' });
  log.info({ address: '127.0.0.1:5000', note: 'two words' }, 'gateway listens');
  assert.match(lines[0] ?? '', /^\d\d:\d\d:\d\d info {2}gateway listens address=127\.0\.0\.1:5000 note="two words"\n$/);
});

test('pretty shows an error with its stack', () => {
  const { log, lines } = capture({ format: 'pretty' });
  log.error({ error: new TypeError('it broke') }, 'failed');
  assert.match(lines[0] ?? '', /^\S+ error failed error="it broke"\n {4}TypeError: it broke\n {8}at /);
});

test('a text from outside cannot forge a line', () => {
  const { log, lines } = capture({ format: 'pretty' });
  log.info({ agent: 'x\n10:00:00 error forged\u001b[2J' }, 'a\nb\u001b[31m');
  assert.equal(lines.join('').split('\n').length, 2);
  assert.ok(!lines.join('').includes('\u001b'));
});
