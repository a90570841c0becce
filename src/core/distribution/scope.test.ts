// Scopes as clients and registries write them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { formatScope, parseScope, parseScopes, pullScope } from './scope.ts';

const read: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['repository:library/nginx:pull', 'repository', 'library/nginx', ['pull']],
  ['repository:a/b:pull,push', 'repository', 'a/b', ['pull', 'push']],
  ['repository:localhost:5000/a:pull', 'repository', 'localhost:5000/a', ['pull']],
  ['repository(plugin):a/b:pull', 'repository(plugin)', 'a/b', ['pull']],
  ['registry:catalog:*', 'registry', 'catalog', ['*']],
  ['repository:a:', 'repository', 'a', []],
];

for (const [text, type, name, actions] of read) {
  test(`reads ${text} and writes it again`, () => {
    const scope = parseScope(text);
    assert.deepEqual(scope, { type, name, actions });
    assert.equal(formatScope({ type, name, actions }), text);
  });
}

for (const text of ['', 'repository', 'repository:a', ':a:pull', 'repository::pull', 'repository:a b:pull', 'repository:a:pull,', 'repository:a:PULL', 'Repository:a:pull', 'repository:a\n:pull', `repository:${'a'.repeat(1100)}:pull`]) {
  test(`does not take ${JSON.stringify(text.slice(0, 40))} for a scope`, () => {
    assert.equal(parseScope(text), undefined);
  });
}

test('of several scopes the malformed ones are left out', () => {
  assert.deepEqual(parseScopes('repository:a:pull  nonsense repository:b:push').map(formatScope), ['repository:a:pull', 'repository:b:push']);
  assert.equal(formatScope(pullScope('library/nginx')), 'repository:library/nginx:pull');
});
