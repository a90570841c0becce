// Challenges as registries send them, and that none written here can be broken out of.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { formatBearerChallenge, parseChallenges } from './challenge.ts';

const read = (header: string | readonly string[] | undefined): unknown =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

const cases: readonly (readonly [string | readonly string[] | undefined, unknown])[] = [
  [undefined, []],
  ['', []],
  [' , ,', []],
  ['Basic', [['basic', {}]]],
  ['Basic realm="a"', [['basic', { realm: 'a' }]]],
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/alpine:pull,push"',
    [['bearer', { realm: 'https://auth.docker.io/token', service: 'registry.docker.io', scope: 'repository:library/alpine:pull,push' }]],
  ],
  ['BEARER Realm = "a" , SERVICE=b', [['bearer', { realm: 'a', service: 'b' }]]],
  ['Bearer realm="a", Basic realm="b", charset="UTF-8"', [['bearer', { realm: 'a' }], ['basic', { realm: 'b', charset: 'UTF-8' }]]],
  ['Negotiate, Bearer realm="a"', [['negotiate', {}], ['bearer', { realm: 'a' }]]],
  ['Negotiate YWJj==, Basic realm="b"', [['negotiate', {}], ['basic', { realm: 'b' }]]],
  ['Bearer realm="say \\"hi\\" \\\\ there"', [['bearer', { realm: 'say "hi" \\ there' }]]],
  ['Bearer realm="a", realm="b"', [['bearer', { realm: 'a' }]]],
  ['Bearer realm=https://a.example/token?x=1,service=s', [['bearer', { realm: 'https://a.example/token?x=1', service: 's' }]]],
  [['Bearer realm="a"', 'Basic realm="b"'], [['bearer', { realm: 'a' }], ['basic', { realm: 'b' }]]],
  ['Bearer realm="never closed', [['bearer', {}]]],
  [`Bearer realm="${'a'.repeat(9000)}"`, []],
  ['"just quoted"', []],
];

for (const [header, expected] of cases) {
  test(`reads the challenges of ${String(header).slice(0, 80)}`, () => {
    assert.deepEqual(read(header), expected);
  });
}

test('reading ends for every header', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('B', 'r', '=', '"', ',', ' ', '\\', '\n', 'é'), maxLength: 60 }), (header) => Array.isArray(parseChallenges(header))));
});

test('writes a challenge as docker’s token specification has it', () => {
  assert.equal(
    formatBearerChallenge({ realm: 'https://gate.example/token', service: 'gate', scope: 'repository:a/b:pull', error: 'image access denied: community images not allowed' }),
    'Bearer realm="https://gate.example/token",service="gate",scope="repository:a/b:pull",error="image access denied: community images not allowed"',
  );
  assert.equal(formatBearerChallenge({ realm: 'r', service: 's' }), 'Bearer realm="r",service="s"');
});

test('no value can leave its quotes or its header', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.oneof(fc.constantFrom('"', '\\', '\r', '\n', '\0', ','), fc.string({ minLength: 1, maxLength: 1 })) }), (error) => {
      const header = formatBearerChallenge({ realm: 'r', service: 's', error });
      assert.match(header, /^Bearer realm="r",service="s",error="[\x20-\x21\x23-\x5b\x5d-\x7e]*"$/);
      const [challenge] = parseChallenges(header);
      assert.deepEqual([...(challenge?.parameters.keys() ?? [])], ['realm', 'service', 'error']);
    }),
  );
});
