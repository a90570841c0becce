// Records in the store of a running server, and a pull that a real client makes through its gateway.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { PullRecord } from '../../src/audit/pull-record.ts';
import { openRecordStore } from '../../src/store/sqlite/open-record-store.ts';
import { pullRecord } from '../admin/pull-record.ts';
import type { ConsoleUnderTest } from './console.ts';

const perTransaction = 5000;

/** A pull of a community image by mina, which was refused. */
export function refusedPull(overrides: Partial<PullRecord> = {}): PullRecord {
  const repository = overrides.repository ?? 'someuser/custom-image';
  return pullRecord({
    subjectId: 'u-mina',
    subjectName: 'mina',
    repository,
    category: 'community',
    effect: 'deny',
    rule: 'category',
    outcome: 401,
    userAgent: 'docker/28.2.2 go/go1.24',
    reason: `image access denied: community images not allowed (${repository}, organization acme). Ask in #platform`,
    ...overrides,
  });
}

export async function insertPulls({ gateway }: ConsoleUnderTest, records: readonly PullRecord[]): Promise<void> {
  const store = openRecordStore(join(gateway.data, 'pullgate.db'));
  try {
    for (let start = 0; start < records.length; start += perTransaction) await store.insertRecords(records.slice(start, start + perTransaction));
  } finally {
    store.close();
  }
}

/** As docker does: asks, is challenged, signs in for a token, and asks again. */
export async function pullThroughGateway({ gateway }: ConsoleUnderTest, repository: string): Promise<number> {
  const { username, secret } = gateway.member ?? assert.fail('the first start prints a member');
  const url = `${gateway.address}/v2/${repository}/manifests/latest`;
  const challenge = (await fetch(url)).headers.get('www-authenticate') ?? '';
  const [realm, service, scope] = ['realm', 'service', 'scope'].map((name) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '');
  const query = new URLSearchParams({ service: service ?? '', scope: scope ?? `repository:${repository}:pull` });
  const answer = await fetch(`${realm}?${query.toString()}`, { headers: { Authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}` } });
  const { token } = (await answer.json()) as { readonly token?: string };
  return (await fetch(url, { headers: { Authorization: `Bearer ${token ?? ''}` } })).status;
}
