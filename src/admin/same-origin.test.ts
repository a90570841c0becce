// Where a request comes from, as a browser says it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { provenanceOf } from './same-origin.ts';

test('the browser\'s own word counts first, then the origin', () => {
  const own = 'https://admin.example.com';
  for (const [fetchSite, origin, expected] of [
    ['same-origin', undefined, 'own-page'],
    ['same-origin', 'http://inside.example:8080', 'own-page'],
    ['same-site', own, 'other-site'],
    ['cross-site', undefined, 'other-site'],
    ['nonsense', own, 'other-site'],
    ['none', undefined, 'unknown'],
    [undefined, own, 'own-page'],
    [undefined, 'https://admin.example.com:8443', 'other-site'],
    [undefined, 'http://admin.example.com', 'other-site'],
    [undefined, 'null', 'other-site'],
    [undefined, undefined, 'unknown'],
  ] as const) {
    assert.equal(provenanceOf({ fetchSite, origin }, own), expected, `${fetchSite} ${origin}`);
  }
});
