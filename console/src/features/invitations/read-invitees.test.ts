// What a pasted list of people is read as.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInvitees } from './read-invitees.ts';

const cases = {
  'nothing is nobody': ['  \n ,; ', []],
  'one a line, blank lines left out': ['jane@example.com\n\njoe\r\n', ['jane@example.com', 'joe']],
  'commas, semicolons and blanks between them': ['jane@example.com, joe;kim sam\tpat', ['jane@example.com', 'joe', 'kim', 'sam', 'pat']],
  'as mail programs copy them': ['"Jane Doe" <jane@example.com>, Joe <joe@example.com>', ['jane@example.com', 'joe@example.com']],
  'each once, as it was first written': ['Jane@example.com\njane@EXAMPLE.com\njoe\nJOE', ['Jane@example.com', 'joe']],
  'what is neither is kept, for the server to judge': ['@@ x', ['@@', 'x']],
} as const satisfies Record<string, readonly [string, readonly string[]]>;

for (const [name, [text, people]] of Object.entries(cases)) {
  test(name, () => {
    assert.deepEqual(readInvitees(text), people);
  });
}
