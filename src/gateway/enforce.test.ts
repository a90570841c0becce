// What cannot be decided is denied, as Pullgate's fault, and recorded like any denial.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { PullRecord } from '../audit/pull-record.ts';
import { createLog } from '../telemetry/log.ts';
import { createEnforce } from './enforce.ts';
import type { PullQuestion } from './pull-question.ts';
import type { Snapshot } from './snapshot.ts';

const question: PullQuestion = {
  token: { subjectKind: 'user', subjectId: 'u-mike', subjectName: 'mike', tokenId: 't-mike', issuedAtMs: 0, expiresAtMs: 1 },
  resource: { registry: 'docker.io', repository: 'library/nginx', reference: { kind: 'tag', tag: 'latest' } },
  endpoint: 'manifest',
  context: { requestId: 'r', timeMs: 5, method: 'GET', clientAddress: '127.0.0.1', userAgent: 'test', gatewayHost: 'gate' },
};

function setUp(currentSnapshot: () => Snapshot | undefined) {
  const kept: PullRecord[] = [];
  const lines: string[] = [];
  const enforce = createEnforce({
    currentSnapshot,
    recorder: {
      record: (record) => {
        kept.push(record);
        return Promise.resolve();
      },
    },
    newRecordId: (nowMs) => `id-${nowMs}`,
    log: createLog({ level: 'info', format: 'json', destination: { write: (line) => void lines.push(line) } }),
  });
  return { enforce, kept, lines };
}

const failing: Snapshot = {
  version: 1,
  organizations: ['acme'],
  subjectOf: () => ({ kind: 'anonymous' }),
  factsFor: () => {
    throw new Error('no facts');
  },
  organizationUsesImageAccess: () => false,
};

for (const [what, snapshot] of Object.entries({ 'no snapshot': undefined, 'facts that cannot be had': failing })) {
  test(`with ${what} everything is denied by the rule failure, through no fault of the policy`, async () => {
    const { enforce, kept } = setUp(() => snapshot);
    const verdict = enforce(question);
    assert.equal(verdict.kind, 'deny');
    assert.match(verdict.message, /^Pullgate could not decide/);
    await verdict.settle({ status: 401, bytes: 7 });
    const [record] = kept;
    assert.deepEqual(
      [record?.id, record?.effect, record?.rule, record?.enforced, record?.subjectName, record?.organization, record?.readableBy, record?.outcome, record?.bytes],
      ['id-5', 'deny', 'failure', true, 'mike', null, [], 401, 7],
    );
  });
}

test('what somebody whom no organization binds is told is for every owner of the gateway to read', async () => {
  const { enforce, kept } = setUp(() => ({ ...failing, organizations: ['acme', 'beta'], factsFor: () => ({ organizations: [], catalog: { entry: () => undefined }, isConfiguredRegistry: () => true }) }));
  const verdict = enforce(question);
  assert.equal(verdict.kind, 'deny');
  await verdict.settle({ status: 401, bytes: 7 });
  assert.deepEqual(kept.map(({ rule, readableBy }) => ({ rule, readableBy })), [{ rule: 'sign-in', readableBy: ['acme', 'beta'] }]);
});

test('a snapshot that throws is told to the log with the request, not to the client', () => {
  const { enforce, lines } = setUp(() => failing);
  const verdict = enforce(question);
  assert.ok(verdict.kind === 'deny' && !verdict.message.includes('no facts'));
  assert.ok(lines.some((line) => line.includes('no facts') && line.includes('"requestId":"r"')));
});
