// What is left to do in a new organization.
import assert from 'node:assert/strict';
import test from 'node:test';
import { type SetUpFacts, type StepId, setUpSteps } from './set-up-steps.ts';

const atFirst: SetUpFacts = {
  hasGeneratedPassword: true,
  namespaces: 0,
  hasNoFurtherNamespaces: false,
  isImageAccessOn: false,
  hasSignedInPull: false,
  hasAllowedPull: false,
  hasInvites: false,
  joined: ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00Z'],
};

function doneOf(facts: Partial<SetUpFacts>): readonly StepId[] {
  return setUpSteps({ ...atFirst, ...facts }).filter(({ isDone }) => isDone).map(({ id }) => id);
}

test('after the first start there is everything left to do', () => {
  assert.deepEqual(doneOf({}), []);
  assert.equal(setUpSteps(atFirst).length, 6);
});

for (const [what, facts, done] of [
  ['a password of their own', { hasGeneratedPassword: false }, ['password']],
  ['a namespace', { namespaces: 1 }, ['namespaces']],
  ['no namespace but the name', { hasNoFurtherNamespaces: true }, ['namespaces']],
  ['image access', { isImageAccessOn: true }, ['image-access']],
  ['a refused pull of somebody', { hasSignedInPull: true }, ['connect']],
  ['a pull that passed', { hasSignedInPull: true, hasAllowedPull: true }, ['connect', 'pull']],
  ['an invitation', { hasInvites: true }, ['people']],
  ['a member who came later', { joined: [...atFirst.joined, '2026-11-22T09:00:00Z'] }, ['people']],
  ['an owner alone', { joined: ['2026-11-22T08:00:00Z'] }, []],
] as const) {
  test(`done with ${what}: ${done.join(', ') || 'nothing'}`, () => assert.deepEqual(doneOf(facts), done));
}
