// Filters say what RFC 7644, 3.4.2.2 says of them: operators, precedence, case, lists, and text that the parser package alone would get wrong.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ProblemError } from '../problem.ts';
import { compileFilter } from './compile-filter.ts';
import { readFilter } from './read-filter.ts';

const ann = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '2819c223-7f76-453a-919d-413861904646',
  externalId: 'Ann-1',
  userName: 'Ann@Acme.example',
  name: { familyName: 'Müller', givenName: 'Ann' },
  displayName: 'ACME\\ann "the" (first)',
  active: true,
  emails: [
    { value: 'ann@acme.example', type: 'work', primary: true },
    { value: 'ann@home.example', type: 'home' },
  ],
  groups: [],
  'urn:pullgate:params:scim:schemas:extension:2.0:User': { accountName: 'ann', role: 'owner' },
  meta: { resourceType: 'User', created: '2026-01-02T03:04:05.000Z', lastModified: '2026-02-02T03:04:05.000Z' },
};

for (const [filter, expected] of [
  ['userName eq "ann@acme.example"', true],
  ['username EQ "ANN@ACME.EXAMPLE"', true],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ann@acme.example"', true],
  ['userName ne "ann@acme.example"', false],
  ['userName ne "bob"', true],
  ['nickName ne "bob"', true],
  ['nickName eq "bob"', false],
  ['userName co "@acme"', true],
  ['userName sw "ann@"', true],
  ['userName sw "nn@"', false],
  ['userName ew ".EXAMPLE"', true],
  ['userName gt "aaa"', true],
  ['userName lt "aaa"', false],
  ['userName ge "ann@acme.example" and userName le "ann@acme.example"', true],
  ['externalId eq "Ann-1"', true],
  ['externalId eq "ann-1"', false],
  ['id eq "2819c223-7f76-453a-919d-413861904646"', true],
  ['name.familyName eq "MÜLLER"', true],
  ['name.familyName pr', true],
  ['name pr', true],
  ['name.middleName pr', false],
  ['groups pr', false],
  ['active eq true', true],
  ['active eq "True"', true],
  ['active ne true', false],
  ['active eq false', false],
  ['externalId eq null', false],
  ['nickName eq null', true],
  ['nickName ne null', false],
  ['emails eq "ann@home.example"', true],
  ['emails.value co "home"', true],
  ['emails[type eq "work"]', true],
  ['emails[type eq "work" and value co "home"]', false],
  ['emails[type eq "home" and value co "home"]', true],
  ['emails[type eq "work"].value eq "ann@acme.example"', true],
  ['emails[type eq "work"].value eq "ann@home.example"', false],
  ['emails[type eq "work"].value pr and active eq true', true],
  ['emails[not (type eq "work")].value sw "ann@home"', true],
  ['not (active eq true)', false],
  ['not (nickName pr) and active eq true', true],
  ['active eq false and active eq false or active eq true', true],
  ['active eq true or active eq false and active eq false', true],
  ['(active eq true or active eq false) and active eq false', false],
  ['displayName co "\\"the\\" (first)"', true],
  ['displayName sw "ACME\\\\ann"', true],
  ['displayName sw "ACME\\ann"', true],
  ['displayName eq "] and [ ( ) or"', false],
  ['userName eq "\\u0061nn@acme.example"', true],
  ['meta.created gt "2026-01-01T00:00:00Z"', true],
  ['meta.created gt "2026-01-02T04:04:05+01:00"', false],
  ['meta.lastModified le "2026-02-02T03:04:05Z"', true],
  ['urn:pullgate:params:scim:schemas:extension:2.0:User:accountName eq "ann"', true],
  ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"', true],
] as const) {
  test(`\`${filter}\` is ${expected}`, () => assert.equal(compileFilter(readFilter(filter))(ann), expected));
}

for (const filter of [
  'userName',
  'userName eq',
  'userName is "ann"',
  'userName eq ann',
  "userName eq 'ann'",
  'userName eq "ann',
  '(userName pr',
  'userName pr)',
  'emails[type eq "work"',
  'userName eq "a" and',
  'active gt true',
  'userName gt null',
  'meta.created gt "yesterday"',
  `userName eq "${'x'.repeat(5000)}"`,
  `${'('.repeat(60)}userName pr${')'.repeat(60)}`,
  `userName eq "${'\n'.repeat(200)}`,
]) {
  test(`\`${filter.slice(0, 60)}\` is refused as a filter, at once`, () => {
    assert.throws(
      () => compileFilter(readFilter(filter)),
      (error) => error instanceof ProblemError && error.status === 400 && error.extras.scimType === 'invalidFilter',
    );
  });
}

test('any text either is a filter or is refused as one', () => {
  const piece = fc.oneof(fc.constantFrom('userName', 'emails[', ']', '.value', ' eq ', ' and ', ' or ', 'not ', '(', ')', '"', '\\', '"a"', ' pr', 'null', 'true', ' '), fc.string({ maxLength: 5 }));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      try {
        assert.equal(typeof compileFilter(readFilter(pieces.join('')))(ann), 'boolean');
      } catch (error) {
        assert.ok(error instanceof ProblemError && error.extras.scimType === 'invalidFilter', String(error));
      }
    }),
    { numRuns: 500 },
  );
});
