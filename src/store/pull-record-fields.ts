// The fields of a pull record and what each may hold, for whatever keeps records: one table, so that journal and databases agree.
import type { PullRecord } from '../audit/record-store.port.ts';
import { categories } from '../core/policy/category.ts';
import { ruleIds } from '../core/policy/decision.ts';

type FieldKind = 'text' | 'integer' | 'boolean' | 'texts' | { readonly oneOf: readonly string[] };

interface Field {
  readonly kind: FieldKind;
  readonly nullable: boolean;
}

const required = (kind: FieldKind): Field => ({ kind, nullable: false });
const nullable = (kind: FieldKind): Field => ({ kind, nullable: true });

export const pullRecordFields = {
  id: required('text'),
  timeMs: required('integer'),
  requestId: required('text'),
  subjectKind: required({ oneOf: ['user', 'organization-token', 'anonymous'] }),
  subjectId: nullable('text'),
  subjectName: nullable('text'),
  tokenId: nullable('text'),
  organization: nullable('text'),
  readableBy: required('texts'),
  action: required({ oneOf: ['pull', 'push'] }),
  endpoint: required({ oneOf: ['manifest', 'blob', 'tags', 'referrers'] }),
  registry: required('text'),
  repository: required('text'),
  tag: nullable('text'),
  digest: nullable('text'),
  category: nullable({ oneOf: categories }),
  effect: required({ oneOf: ['permit', 'deny'] }),
  enforced: required('boolean'),
  rule: required({ oneOf: ruleIds }),
  reason: nullable('text'),
  policyRevision: nullable('integer'),
  clientAddress: required('text'),
  userAgent: required('text'),
  method: required('text'),
  outcome: required('integer'),
  bytes: required('integer'),
} as const satisfies Record<keyof PullRecord, Field>;

/** The fields with their rules, in the order of the table. */
export const pullRecordEntries = Object.entries(pullRecordFields) as readonly (readonly [keyof PullRecord, Field])[];

/** The record in `value`, a field that is absent being null where it may; undefined when it is no pull record. */
export function parsePullRecord(value: unknown): PullRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as Readonly<Record<string, unknown>>;
  const record: Record<string, unknown> = {};
  for (const [name, { kind, nullable }] of pullRecordEntries) {
    const field = given[name] ?? null;
    if (field === null ? !nullable : !holds(kind, field)) return undefined;
    record[name] = field;
  }
  return record as unknown as PullRecord;
}

function holds(kind: FieldKind, value: unknown): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    default:
      return typeof value === 'string' && kind.oneOf.includes(value);
  }
}
