// Secrets are typed unseen, or come as the first line of stdin; neither is read without end.
import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import test from 'node:test';
import { createTerminal } from './terminal.ts';

function open({ isTTY }: { readonly isTTY: boolean }) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const written: string[] = [];
  const collector = () =>
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        written.push(chunk.toString());
        done();
      },
    });
  const output = Object.assign(collector(), { isTTY });
  const errors = Object.assign(collector(), { isTTY });
  const terminal = createTerminal({ input, output, errors }, { allowsColours: true });
  return { terminal, input, shown: () => written.join('') };
}

test('a secret is asked for on stderr, edited and not shown', async () => {
  const { terminal, input, shown } = open({ isTTY: true });
  const typed = terminal.readSecret('Password of owner: ');
  input.write('secres\u007ft\r');
  assert.equal(await typed, 'secret');
  assert.equal(shown(), 'Password of owner: \n');
});

for (const [name, keys] of [['interrupt', '\u0003'], ['end of input', '\u0004']] as const) {
  test(`a prompt ends with the ${name}`, async () => {
    const { terminal, input } = open({ isTTY: true });
    const typed = terminal.readSecret('Password of owner: ');
    input.write(keys);
    await assert.rejects(typed, /^CliFailure: stopped: nothing was typed$/);
  });
}

for (const [text, secret] of [['secret\nmore\n', 'secret'], ['secret\r\n', 'secret'], [' secret', ' secret'], ['', '']] as const) {
  test(`of ${JSON.stringify(text)} on stdin the secret is ${JSON.stringify(secret)}`, async () => {
    const { terminal, input, shown } = open({ isTTY: false });
    input.end(text);
    assert.equal(await terminal.readSecret('Password of owner: '), secret);
    assert.equal(shown(), '');
  });
}

test('more than a secret is refused', async () => {
  const { terminal, input } = open({ isTTY: false });
  input.end('x'.repeat(5000));
  await assert.rejects(terminal.readSecret(''), /stdin holds more than 4096 bytes: is it the right file\?$/);
});
