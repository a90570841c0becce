// A record of a pull by the developer of acme, which passed.
import type { PullRecord } from '../../src/audit/pull-record.ts';
import { pullRecord as refusedPull } from '../../src/store/conformance/store-under-test.ts';

const passed = { id: 'r1', timeMs: Date.UTC(2026, 10, 21, 11), subjectId: 'u-developer', subjectName: 'developer', effect: 'permit', rule: 'image-access-off', reason: null, userAgent: 'test', outcome: 200, bytes: 1 } as const;

export function pullRecord(overrides: Partial<PullRecord> = {}): PullRecord {
  return refusedPull({ ...passed, ...overrides });
}
