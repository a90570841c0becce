import assert from 'node:assert/strict';
import test from 'node:test';
import { parseNetworks } from '../../http/networks.ts';
import { createAdmission } from './admission.ts';

test('a client has so many connections at a time, whatever others have', () => {
  const admission = createAdmission({ perClientMax: 2, unlimited: parseNetworks([]) });
  const leave = admission.enter('10.0.0.1');
  assert.ok(leave !== undefined && admission.enter('10.0.0.1') !== undefined);
  assert.equal(admission.enter('10.0.0.1'), undefined);
  assert.ok(admission.enter('10.0.0.2') !== undefined);
  leave();
  assert.ok(admission.enter('10.0.0.1') !== undefined);
  assert.equal(admission.enter('10.0.0.1'), undefined);
});

test('an address that stands for many clients is not counted', () => {
  const admission = createAdmission({ perClientMax: 1, unlimited: parseNetworks(['10.0.0.0/24']) });
  for (let count = 0; count < 5; count += 1) assert.ok(admission.enter('10.0.0.7') !== undefined);
});
