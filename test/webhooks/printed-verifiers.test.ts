// What docs/webhooks.md prints for receivers takes what Pullgate signed, and nothing else.
import assert from 'node:assert/strict';
import test from 'node:test';
import { signatureHeader } from '../../src/admin/webhooks/signature.ts';
import { requireTools } from '../clients/tool.ts';
import { verifyInNode, verifyInPython } from './printed-verifiers.ts';

const secret = 'a-secret-of-16-characters';
const body = '{"reason":"das Überbild ✓"}';
const minuteMs = 60_000;

for (const [language, verify, skip] of [
  ['Node', verifyInNode, false],
  ['Python', verifyInPython, requireTools('python3')],
] as const) {
  test(`the printed lines of ${language} take a delivery that is of now, whole, and signed with the secret`, { skip }, async () => {
    const nowMs = Date.now();
    const signed = (secrets: readonly string[], atMs = nowMs) => ({ header: signatureHeader(body, secrets, atMs), secret, body });
    assert.equal(await verify(signed([secret])), true);
    assert.equal(await verify(signed(['the-secret-after-it', secret])), true, 'while the secret changes, the receiver that has the old one');
    assert.equal(await verify(signed([secret, 'the-secret-before-it'])), true, 'and the one that has the new one');
    assert.equal(await verify(signed(['another-secret-of-16'])), false);
    assert.equal(await verify({ ...signed([secret]), body: body.replace('das', 'des') }), false);
    assert.equal(await verify(signed([secret], nowMs - 6 * minuteMs)), false, 'an old one');
    assert.equal(await verify({ ...signed([secret]), header: signatureHeader(body, [secret], nowMs).replace(/t=\d+/, `t=${Math.floor(nowMs / 1000) + 1}`) }), false, 'another time than was signed');
    assert.equal(await verify({ ...signed([secret]), header: `t=${Math.floor(nowMs / 1000)},v1=00` }), false);
  });
}
