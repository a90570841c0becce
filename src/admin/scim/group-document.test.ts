// Whatever a group is called, its team's name fits.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { anyCharacter } from '../../../test/any-character.ts';
import { fitTeamName } from './group-document.ts';

for (const [displayName, attempt, name] of [
  ['Engineering', 1, 'Engineering'],
  ['Engineering', 2, 'Engineering-2'],
  ['Plattform / Entwickler (EU)', 1, 'Plattform-Entwickler-EU'],
  ['Équipe été', 1, 'Equipe-ete'],
  ['QA', 1, 'team-QA'],
  ['QA', 2, 'QA-2'],
  ['開発', 1, 'team'],
  ['開発', 3, 'team-3'],
  ['x'.repeat(50), 1, 'x'.repeat(30)],
  ['x'.repeat(50), 10, `${'x'.repeat(27)}-10`],
] as const) {
  test(`the group \`${displayName}\` is the team \`${name}\` at attempt ${attempt}`, () => assert.equal(fitTeamName(displayName, attempt), name));
}

test('every name fits, and each attempt makes another', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter, maxLength: 60 }), fc.integer({ min: 1, max: 9999 }), (displayName, attempt) => {
      assert.match(fitTeamName(displayName, attempt), /^[a-zA-Z0-9_-]{3,30}$/);
      assert.notEqual(fitTeamName(displayName, attempt), fitTeamName(displayName, attempt + 1));
    }),
  );
});
