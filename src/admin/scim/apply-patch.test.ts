// PATCH does what Entra ID and Okta mean by it, and nothing that they can send makes a user who is none.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { ProblemError } from '../problem.ts';
import { applyPatch } from './apply-patch.ts';
import { groupShape, readGroup } from './group-document.ts';
import { readOperations } from './read-operations.ts';
import { readUser, userShape } from './user-document.ts';

const before = {
  userName: 'ann@acme.example',
  externalId: '1',
  name: { givenName: 'Ann', familyName: 'Lee' },
  emails: [
    { value: 'ann@acme.example', type: 'work', primary: true },
    { value: 'ann@home.example', type: 'home' },
  ],
};
const [work, home] = before.emails;

function patch(...operations: readonly object[]): object {
  return JSON.parse(JSON.stringify(applyPatch(userShape, before, readOperations({ Operations: operations })))) as object;
}

for (const [what, operations, expected] of [
  ['Entra ID deactivates', [{ op: 'Replace', path: 'active', value: 'False' }], { active: 'False' }],
  ['Okta deactivates', [{ op: 'replace', value: { active: false } }], { active: false }],
  ['Docker Hub calls it enabled', [{ op: 'replace', path: 'enabled', value: false }], { active: false }],
  ['names have no case', [{ op: 'REPLACE', path: 'ACTIVE', value: true }], { active: true }],
  ['the schema may stand before a name', [{ op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName', value: 'Wu' }], { name: { givenName: 'Ann', familyName: 'Wu' } }],
  ['a sub-attribute is replaced', [{ op: 'Replace', path: 'name.familyName', value: 'Wu' }], { name: { givenName: 'Ann', familyName: 'Wu' } }],
  ['an object leaves alone what it does not name', [{ op: 'replace', path: 'name', value: { formatted: 'A' } }], { name: { givenName: 'Ann', familyName: 'Lee', formatted: 'A' } }],
  ['Entra ID writes dotted keys and extensions', [{ op: 'replace', value: { displayName: 'A', 'name.givenName': 'B', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber': '7' } }], { displayName: 'A', name: { givenName: 'B', familyName: 'Lee' } }],
  ['keys may be whole paths', [{ op: 'add', value: { 'emails[type eq "work"].value': 'a@b.example' } }], { emails: [{ ...work, value: 'a@b.example' }, home] }],
  ['the address for work is replaced', [{ op: 'Replace', path: 'emails[type eq "work"].value', value: 'a@b.example' }], { emails: [{ ...work, value: 'a@b.example' }, home] }],
  ['one that is not there is added', [{ op: 'Replace', path: 'emails[type eq "other"].value', value: 'a@b.example' }], { emails: [work, home, { type: 'other', value: 'a@b.example' }] }],
  ['a new primary address takes the place of the old', [{ op: 'add', path: 'emails', value: { value: 'a@b.example', primary: true } }], { emails: [{ ...work, primary: false }, home, { value: 'a@b.example', primary: true }] }],
  ['what is there already is not added twice', [{ op: 'add', path: 'emails', value: [{ value: 'ANN@acme.example' }] }], {}],
  ['a list is replaced as a whole', [{ op: 'replace', path: 'emails', value: { value: 'a@b.example' } }], { emails: [{ value: 'a@b.example' }] }],
  ['entries are removed by a filter', [{ op: 'remove', path: 'emails[type eq "home"]' }], { emails: [work] }],
  ['entries are removed by their values', [{ op: 'Remove', path: 'emails', value: [{ $ref: null, value: 'ann@home.example' }] }], { emails: [work] }],
  ['removing what is not there changes nothing', [{ op: 'remove', path: 'emails[type eq "other"]' }, { op: 'remove', path: 'displayName' }], {}],
  ['null removes', [{ op: 'replace', path: 'externalId', value: null }], { externalId: undefined }],
  ['a list is removed', [{ op: 'remove', path: 'emails' }], { emails: [] }],
  ['a sub-attribute is removed', [{ op: 'remove', path: 'name.givenName' }], { name: { familyName: 'Lee' } }],
  ['what is not kept is ignored', [{ op: 'replace', path: 'addresses[type eq "work"].formatted', value: 'x' }, { op: 'add', path: 'title', value: 'x' }, { op: 'add', path: 'name.middleName', value: 'x' }, { op: 'replace', value: { id: 'x', password: 'x', schemas: ['x'] } }], {}],
  ['nothing reaches the prototype', [{ op: 'add', path: 'constructor.prototype', value: { polluted: 'x' } }, { op: 'add', value: { constructor: { prototype: 'x' } } }, { op: 'add', path: 'name', value: JSON.parse('{"__proto__":{"polluted":"x"}}') as object }], {}],
] as const) {
  test(`PATCH: ${what}`, () => {
    assert.deepEqual(patch(...operations), JSON.parse(JSON.stringify({ ...before, ...expected })));
    assert.equal(('polluted' in {}), false);
  });
}

for (const [body, scimType] of [
  [{}, 'invalidSyntax'],
  [{ Operations: [] }, 'invalidSyntax'],
  [{ Operations: {} }, 'invalidSyntax'],
  [{ Operations: ['x'] }, 'invalidSyntax'],
  [{ Operations: [{ op: 'move', path: 'active', value: true }] }, 'invalidSyntax'],
  [{ Operations: [{ op: 'remove' }] }, 'noTarget'],
  [{ Operations: [{ op: 'add', path: 'active' }] }, 'invalidValue'],
  [{ Operations: [{ op: 'add', value: 'x' }] }, 'invalidValue'],
  [{ Operations: [{ op: 'add', path: 7, value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', path: 'x'.repeat(5000), value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', path: 'emails[', value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', path: 'emails[type eq "a"]x', value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', path: 'emails[type is "a"]', value: 'x' }] }, 'invalidFilter'],
  [{ Operations: [{ op: 'add', path: 'a b', value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', path: '__proto__.polluted', value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', value: { '__proto__.polluted': 'x' } }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', path: 'userName.x', value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'add', path: 'userName[value eq "x"]', value: 'x' }] }, 'invalidPath'],
  [{ Operations: [{ op: 'replace', path: 'emails[type co "zzz"].value', value: 'x' }] }, 'noTarget'],
  [{ Operations: Array.from({ length: 1001 }, () => ({ op: 'add', path: 'active', value: true })) }, 'invalidValue'],
] as const) {
  test(`PATCH ${JSON.stringify(body).slice(0, 80)} is refused as ${scimType}`, () => {
    assert.throws(
      () => applyPatch(userShape, before, readOperations(body)),
      (error) => error instanceof ProblemError && error.status === 400 && error.extras.scimType === scimType,
    );
  });
}

const path = fc.constantFrom('active', 'userName', 'externalId', 'displayName', 'name', 'name.givenName', 'emails', 'emails.value', 'emails[type eq "work"]', 'emails[type eq "work"].value', 'emails[primary eq true].type', 'members', 'members[value eq "a"]', 'id', 'title', 'x.y', '', '[', '__proto__', 'constructor.prototype.x');
const value = fc.oneof(fc.constantFrom<unknown>(null, true, 'True', 'a', '', 7, [], {}, [{ value: 'a' }, { value: 'b', primary: 'True' }], { value: 'a', type: 'work' }, [null, 7, 'x'], { active: 'False', 'name.givenName': 'x', emails: 'a@b.example' }), fc.jsonValue({ maxDepth: 2 }));
const operation = fc.record({ op: fc.constantFrom('add', 'Replace', 'remove', 'x'), path, value }, { requiredKeys: ['op'] });

for (const [name, shape, start, read] of [
  ['user', userShape, before, (document: Record<string, unknown>) => readUser(document).profile.userName],
  ['group', groupShape, { displayName: 'Team', members: [{ value: 'a' }] }, (document: Record<string, unknown>) => readGroup(document).displayName],
] as const) {
  test(`no sequence of operations makes a ${name} that is none: it is one, or the request is refused`, () => {
    const untouched = JSON.stringify(start);
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 6 }), (operations) => {
        try {
          const named = read(applyPatch(shape, start, readOperations({ Operations: JSON.parse(JSON.stringify(operations)) as unknown })));
          assert.ok(typeof named === 'string' && named !== '');
        } catch (error) {
          assert.ok(error instanceof ProblemError && error.status === 400, String(error));
        }
        assert.equal(JSON.stringify(start), untouched);
        assert.deepEqual(Object.keys(Object.prototype), []);
      }),
      { numRuns: 150 },
    );
  });
}
