// The body of a problem, as every known client of Docker Hub's API reads it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ProblemError, invalidRequest, notFound, problemBody } from './problem.ts';

test('a 404 always says that something was not found', () => {
  assert.deepEqual(problemBody(notFound('revision')), { detail: 'revision not found', message: 'revision not found' });
});

test('no other problem says so, whatever it echoes', () => {
  for (const problem of [
    new ProblemError(403, 'team Not Found may not do this'),
    invalidRequest({ 'x not found': ['`not  found`: is no name', 'NOT\nFOUND'] }),
    new ProblemError(409, 'the name not found is taken'),
  ]) {
    assert.doesNotMatch(JSON.stringify(problemBody(problem)).replaceAll('\\n', '\n'), /not\s+found/i);
  }
});

test('a wrong request tells each problem by field, and all of them in one text', () => {
  assert.deepEqual(problemBody(invalidRequest({ name: ['is missing'], scopes: ['is no list', 'is too long'] })), {
    detail: 'name: is missing; scopes: is no list; scopes: is too long',
    message: 'name: is missing; scopes: is no list; scopes: is too long',
    fields: { name: ['is missing'], scopes: ['is no list', 'is too long'] },
    text: 'name: is missing; scopes: is no list; scopes: is too long',
  });
});
