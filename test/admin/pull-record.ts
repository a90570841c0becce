// A record of a pull by the developer of acme.
import type { PullRecord } from '../../src/audit/pull-record.ts';

export function pullRecord(overrides: Partial<PullRecord> = {}): PullRecord {
  return {
    id: 'r1',
    timeMs: Date.UTC(2026, 10, 21, 11),
    requestId: 'request-1',
    subjectKind: 'user',
    subjectId: 'u-developer',
    subjectName: 'developer',
    tokenId: null,
    organization: 'acme',
    readableBy: ['acme'],
    action: 'pull',
    endpoint: 'manifest',
    registry: 'docker.io',
    repository: 'someuser/custom-image',
    tag: 'latest',
    digest: null,
    category: 'community',
    effect: 'permit',
    enforced: true,
    rule: 'image-access-off',
    reason: null,
    policyRevision: 1,
    clientAddress: '127.0.0.1',
    userAgent: 'test',
    method: 'GET',
    outcome: 200,
    bytes: 1,
    ...overrides,
  };
}
