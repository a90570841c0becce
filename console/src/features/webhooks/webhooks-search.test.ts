// The address bar of the webhooks may say anything.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parseWebhooksSearch } from './webhooks-search.ts';

test('what is known is kept, and nothing without a webhook', () => {
  assert.deepEqual(parseWebhooksSearch({ webhook: 'w', delivery: 'd', state: 'failed', page: 2 }), { webhook: 'w', delivery: 'd', state: 'failed' });
  assert.deepEqual(parseWebhooksSearch({ webhook: 'w', delivery: '', state: 'lost' }), { webhook: 'w' });
  assert.deepEqual(parseWebhooksSearch({ delivery: 'd', state: 'failed' }), {});
});
