// A person reads what upstream serves to everybody or to that very person, as proven a short while ago at most.
import assert from 'node:assert/strict';
import test from 'node:test';
import { RegistryError } from '../../core/distribution/error.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { UpstreamErrorKind } from '../../upstream/error.ts';
import { identityKey } from '../../upstream/identity-key.ts';
import type { UpstreamRegistry } from '../../upstream/upstream-registry.ts';
import { createPersonAccess } from './person-access.ts';
import type { PersonQuestion } from './person-access.ts';
import type { Access, OpenAccess } from './public-proof.ts';

const name = { registry: 'docker.io', repository: 'acme/secret' };
const upstream = { registry: 'docker.io' } as UpstreamRegistry;
const minuteMs = 60_000;

interface Scene {
  readonly asked: string[];
  readonly open: (options?: { readonly key?: string; readonly covers?: boolean; readonly repository?: string; readonly expiresAtMs?: number }) => Promise<OpenAccess>;
  readonly passTime: (ms: number) => void;
}

interface Upstream {
  /** What upstream answers the anonymous and a person; nothing: it gives what was asked for. */
  readonly anonymous?: UpstreamErrorKind;
  readonly person?: (key: string) => UpstreamErrorKind | undefined;
  /** What is known of the repository. */
  readonly access?: Access;
  readonly isOldProofGood?: boolean;
}

function start({ anonymous, person = () => undefined, access = { kind: 'unproven', as: 'anonymous', hasCredential: false }, isOldProofGood = false }: Upstream): Scene {
  let nowMs = 0;
  const asked: string[] = [];
  const { open } = createPersonAccess({ proofs: { accessOf: () => Promise.resolve(access), standsIn: () => isOldProofGood }, settings: { slowMs: 1000, personProofMs: 5 * minuteMs }, now: () => nowMs });
  return {
    asked,
    passTime: (ms) => (nowMs += ms),
    open: ({ key = 'k1', covers = true, repository = name.repository, expiresAtMs = Number.MAX_SAFE_INTEGER } = {}) => {
      const question: PersonQuestion = {
        upstream,
        name: { ...name, repository },
        audience: { kind: 'person', identity: { kind: 'person', key, scheme: 'bearer', token: 't' }, covers, expiresAtMs },
        signal: new AbortController().signal,
        ask: (as) => {
          asked.push(identityKey(as));
          const kind = typeof as === 'string' ? anonymous : person(as.key);
          return kind === undefined ? Promise.resolve() : Promise.reject(new UpstreamError({ kind, registry: 'docker.io', problem: 'says no' }));
        },
      };
      return open(question);
    },
  };
}

const isUpstreams = (kind: UpstreamErrorKind) => (error: unknown): boolean => error instanceof UpstreamError && error.kind === kind;
const isTooNarrow = (error: unknown): boolean => error instanceof RegistryError && error.code === 'UNAUTHORIZED';

test('what is proven public is open without asking anew, and is asked for as the person', async () => {
  const { open, asked } = start({ access: { kind: 'open', as: 'gateway', untilMs: 7 } });
  const access = await open();
  assert.deepEqual([identityKey(access.as), access.untilMs, access.isPublic], ['person k1', 7, true]);
  assert.equal((await open({ covers: false })).as, 'anonymous');
  assert.deepEqual(asked, []);
});

test('what upstream gives to the anonymous is public', async () => {
  const { open, asked } = start({});
  assert.equal((await open()).isPublic, true);
  assert.deepEqual(asked, ['anonymous']);
});

test('what it gives to the person is proven for this token and this repository, for as long as a proof counts', async () => {
  const { open, asked, passTime } = start({ anonymous: 'refused' });
  const access = await open();
  assert.deepEqual([identityKey(access.as), access.untilMs, access.isPublic], ['person k1', 5 * minuteMs, undefined]);
  passTime(5 * minuteMs - 1);
  await open();
  assert.deepEqual(asked, ['anonymous', 'person k1']);
  await open({ key: 'k2' });
  await open({ repository: 'acme/other' });
  assert.equal(asked.length, 6);
  passTime(1);
  await open();
  assert.equal(asked.length, 8);
});

test('a proof ends with the token that it was made with', async () => {
  const { open } = start({ anonymous: 'refused' });
  assert.equal((await open({ expiresAtMs: minuteMs })).untilMs, minuteMs);
});

test('whom upstream refuses is refused, whoever else was let in', async () => {
  const { open } = start({ anonymous: 'refused', person: (key) => (key === 'k1' ? undefined : 'refused') });
  await open();
  await assert.rejects(open({ key: 'k2' }), isUpstreams('refused'));
  assert.equal(identityKey((await open()).as), 'person k1');
});

test('a token that was asked for other repositories is to be replaced, unless anybody may read', async () => {
  await assert.rejects(start({ anonymous: 'refused' }).open({ covers: false }), isTooNarrow);
  assert.equal((await start({}).open({ covers: false })).isPublic, true);
});

for (const kind of ['not-found', 'rate-limited'] as const) {
  test(`${kind} for the anonymous is asked again as the person`, async () => {
    const { open, asked } = start({ anonymous: kind });
    assert.equal(identityKey((await open()).as), 'person k1');
    assert.deepEqual(asked, ['anonymous', 'person k1']);
  });
}

test('while upstream is away nothing private is open, and what was public is for as long as stale content is served', async () => {
  await assert.rejects(start({ anonymous: 'unavailable' }).open(), isUpstreams('unavailable'));
  const { open, passTime } = start({ anonymous: 'unavailable', isOldProofGood: true });
  passTime(10);
  assert.deepEqual(await open(), { kind: 'open', as: 'anonymous', untilMs: 10 });
});

test('a proof that has ended is not stretched while upstream is away', async () => {
  let isAway = false;
  const { open, passTime } = start({ anonymous: 'refused', person: () => (isAway ? 'unavailable' : undefined) });
  await open();
  isAway = true;
  passTime(5 * minuteMs);
  await assert.rejects(open(), isUpstreams('unavailable'));
});
