// Whatever another system calls a person, the account's name fits the grammar, and says who it is where it can.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { anyCharacter } from '../../test/any-character.ts';
import { accountNameGrammar } from '../core/policy/account-name.ts';
import { fitAccountName } from './fit-account-name.ts';

for (const [wish, attempt, name] of [
  ['ann.lee@acme.example', 1, 'ann.lee'],
  ['Ann.Lee@acme.example', 2, 'ann.lee-2'],
  ['Zoë Müller', 1, 'zoe-muller'],
  ['groß@acme.example', 1, 'gross'],
  ['ann+docker@acme.example', 1, 'ann-docker'],
  ['_ann_', 1, 'ann'],
  ['a', 1, 'user-a'],
  ['a', 2, 'a-2'],
  ['王小明', 1, 'user'],
  ['王小明', 7, 'user-7'],
  ['', 1, 'user'],
  ['@acme.example', 1, 'user'],
  ['x'.repeat(60), 1, 'x'.repeat(40)],
  ['x'.repeat(60), 12, `${'x'.repeat(37)}-12`],
  [`${'x'.repeat(37)}...y`, 2, `${'x'.repeat(37)}-2`],
] as const) {
  test(`\`${wish}\` becomes \`${name}\` at attempt ${attempt}`, () => assert.equal(fitAccountName(wish, attempt), name));
}

test('every name fits, and each attempt makes another', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 80 }), fc.integer({ min: 1, max: 9999 }), (wish, attempt) => {
      assert.match(fitAccountName(wish, attempt), accountNameGrammar);
      assert.notEqual(fitAccountName(wish, attempt), fitAccountName(wish, attempt + 1));
    }),
  );
});
