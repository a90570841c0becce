// A message can never write more than its own part of the status line.
import assert from 'node:assert/strict';
import test from 'node:test';
import { reasonPhrase } from './reason-phrase.ts';

const cases: readonly (readonly [name: string, message: string, phrase: string])[] = [
  ['a sentence stays as it is', 'upstream docker.io cannot be reached: try again later', 'upstream docker.io cannot be reached: try again later'],
  ['line ends and control characters cannot split the answer', 'bad\r\nset-cookie: a=b\u0000\u007f', 'bad set-cookie: a=b'],
  ['letters beyond ASCII become spaces', 'zu viele Aufrufe für heute', 'zu viele Aufrufe f r heute'],
  ['a long message is cut', 'x'.repeat(5000), 'x'.repeat(300)],
  ['nothing readable gives an empty phrase', '\r\n\t', ''],
];

for (const [name, message, phrase] of cases) test(name, () => assert.equal(reasonPhrase(message), phrase));
