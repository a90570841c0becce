// Which Go is new enough to build the newest of the clients.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isNewEnough } from './go.ts';

const printed: readonly (readonly [printed: string, enough: boolean])[] = [
  ['go version go1.26.8 linux/amd64', true],
  ['go version go1.26.10 linux/amd64', true],
  ['go version go1.27 linux/arm64', true],
  ['go version go2.0.0 linux/amd64', true],
  ['go version go1.26.7 linux/amd64', false],
  ['go version go1.26 linux/amd64', false],
  ['go version go1.19.8 linux/amd64', false],
  ['sh: go: not found', false],
  ['', false],
];

for (const [line, enough] of printed) {
  test(`"${line}" is ${enough ? 'new' : 'not new'} enough`, () => assert.equal(isNewEnough(line), enough));
}
