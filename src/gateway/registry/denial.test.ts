// A refusal reaches every client: the same answer for all but those that read another one alone.
import assert from 'node:assert/strict';
import test from 'node:test';
import { denialAnswer } from './denial.ts';

const message = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
const target = { realm: 'https://gate.example.com/token', service: 'pullgate', name: 'someuser/custom-image' };
const challenge = `Bearer realm="https://gate.example.com/token",service="pullgate",scope="repository:someuser/custom-image:pull",error="${message}"`;

const everyPlace = { status: 401, reason: message, challenge, code: 'UNAUTHORIZED' };
const cases: readonly (readonly [userAgent: string, expected: { status: number; reason?: string; challenge?: string; code: string }])[] = [
  ['', everyPlace],
  ['docker/29.0.0 go/go1.26.8 kernel/6.1.0 os/linux arch/amd64', everyPlace],
  ['containerd/2.4.2', everyPlace],
  ['not-regclient/1', everyPlace],
  ['regclient/regctl (v0.11.7)', { status: 403, reason: message, code: 'DENIED' }],
  ['docker/29.0.0 go/go1.26.8 containerd-client/2.3.5+unknown storage-driver/overlayfs', { status: 403, reason: message, code: 'DENIED' }],
];

for (const [userAgent, { status, reason, challenge: challenged, code }] of cases) {
  test(`"${userAgent}" is refused with ${status}`, () => {
    const answer = denialAnswer(message, { ...target, userAgent });
    assert.deepEqual([answer.status, answer.reason, answer.headers['www-authenticate']], [status, reason, challenged]);
    assert.deepEqual(JSON.parse(answer.body as string), { errors: [{ code, message }] });
  });
}
