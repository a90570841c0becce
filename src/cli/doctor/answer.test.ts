// Who answered is told from the very lines that clients print.
import assert from 'node:assert/strict';
import test from 'node:test';
import { readAnswer } from './answer.ts';
import { explainSignInFailure } from '../../identity/sign-in-failure.ts';
import type { SignInFailure } from '../../identity/sign-in-failure.ts';
import type { Answer } from './answer.ts';

const refused = { registry: 'docker.io', repository: 'pullgate-doctor/refused' };
const elsewhere = { registry: 'ghcr.io', repository: 'pullgate-doctor/refused' };
const denied = 'image access denied: community images not allowed (pullgate-doctor/refused, organization acme)';

const lines: readonly (readonly [kind: Answer['kind'], stderr: string, resource?: typeof refused])[] = [
  ['gateway', `Error response from daemon: unauthorized: ${denied}`],
  ['gateway', `Error response from daemon: Head "https://registry-1.docker.io/v2/pullgate-doctor/refused/manifests/latest": denied: ${denied}. ask in #images`],
  ['gateway', `time="2026-11-22T02:15:17Z" level=fatal msg="initializing source docker://pullgate-doctor/refused:latest: reading manifest latest in gate.example.com/pullgate-doctor/refused: unauthorized: ${denied}"`],
  ['gateway', `ctr: failed to resolve reference "docker.io/pullgate-doctor/refused:latest": pull access denied, repository does not exist or may require authorization: server message: ${denied}: authorization failed`],
  ['gateway', 'Error response from daemon: unauthorized: sign-in required: run docker login gate.example.com with your Pullgate user name and a personal access token'],
  ['gateway', 'Error response from daemon: unauthorized: sign-in required: run docker login with your Pullgate user name and a personal access token'],
  ['gateway', 'Error: unauthorized: registry ghcr.io is not configured on this gateway: ask its administrator to add it', elsewhere],
  ['gateway', 'Error: unauthorized: registry access to ghcr.io is not allowed (organization acme)', elsewhere],
  ['gateway', 'Error response from daemon: Get "https://ghcr.io/v2/": pullgate refuses connections to ghcr.io: it is no registry of this gateway, nor a host that its administrator lists', elsewhere],
  // Both were asked, the gateway first or last.
  ['origin', `Error: initializing source docker://pullgate-doctor/refused:latest: (Mirrors also failed: [gate.example.com/pullgate-doctor/refused:latest: reading manifest latest in gate.example.com/pullgate-doctor/refused: unauthorized: ${denied}]): docker.io/pullgate-doctor/refused:latest: reading manifest latest in docker.io/pullgate-doctor/refused: errors:\ndenied: requested access to the resource is denied\nunauthorized\n`],
  ['origin', `time="2026-11-22T02:55:47Z" level=fatal msg="Error parsing image name \\"docker://docker.io/pullgate-doctor/refused\\": (Mirrors also failed: [registry-1.docker.io/pullgate-doctor/refused:latest: reading manifest latest in registry-1.docker.io/pullgate-doctor/refused: errors:\\ndenied: requested access to the resource is denied\\nunauthorized\\n]): gate.example.com/pullgate-doctor/refused:latest: reading manifest latest in gate.example.com/pullgate-doctor/refused: unauthorized: ${denied}"`],
  ['origin', `time="2026-11-22T02:55:47Z" level=info msg="trying next host" error="pull access denied, repository does not exist or may require authorization: server message: ${denied}: authorization failed" host=gate.example.com\ntime="2026-11-22T02:55:47Z" level=info msg="trying next host" error="pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed" host=registry-1.docker.io\nctr: failed to resolve reference "docker.io/pullgate-doctor/refused:latest": pull access denied, repository does not exist or may require authorization: server message: ${denied}: authorization failed`],
  ['gateway', `time="2026-11-22T02:55:47Z" level=info msg="trying next host" error="pull access denied, repository does not exist or may require authorization: server message: ${denied}: authorization failed" host=gate.example.com\nctr: failed to resolve reference "docker.io/pullgate-doctor/refused:latest": pull access denied, repository does not exist or may require authorization: server message: ${denied}: authorization failed`],
  ['permitted', 'Error response from daemon: unauthorized: upstream docker.io refused access to pullgate-doctor/refused: it is private there, or does not exist (docker.io says: authentication required)'],
  // Docker's own product refuses in like words, and names no organization of Pullgate's.
  ['origin', 'Error response from daemon: Head "https://registry-1.docker.io/v2/pullgate-doctor/refused/manifests/latest": denied: image access denied: community images not allowed'],
  ['origin', "Error response from daemon: pull access denied for pullgate-doctor/refused, repository does not exist or may require 'docker login': denied: requested access to the resource is denied"],
  ['origin', 'Error: initializing source docker://pullgate-doctor/refused:latest: reading manifest latest in docker.io/pullgate-doctor/refused: errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required'],
  ['origin', 'ctr: failed to resolve reference "docker.io/pullgate-doctor/refused:latest": docker.io/pullgate-doctor/refused:latest: not found'],
  ['origin', 'Error: reading manifest latest in ghcr.io/pullgate-doctor/refused: manifest unknown', elsewhere],
  ['origin', 'Error response from daemon: toomanyrequests: You have reached your pull rate limit'],
  ['nothing', 'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host'],
  ['nothing', 'Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp 127.0.0.9:443: connect: connection refused'],
  ['nothing', 'Error response from daemon: Get "https://registry-1.docker.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)'],
  ['nothing', 'Error response from daemon: Get "https://ghcr.io/v2/": Forbidden', elsewhere],
  ['nothing', 'time="2026-11-22T02:15:17Z" level=fatal msg="Error parsing image name \\"docker://ghcr.io/pullgate-doctor/refused:latest\\": pinging container registry ghcr.io: Get \\"https://ghcr.io/v2/\\": Forbidden"', elsewhere],
  ['untrusted', 'Error response from daemon: Get "https://registry-1.docker.io/v2/": x509: certificate signed by unknown authority'],
  ['unclear', 'Error: the specified runroot is longer than 50 characters'],
];

for (const [kind, stderr, resource = refused] of lines) {
  test(`${kind}: ${stderr.slice(0, 150)}`, () => {
    assert.equal(readAnswer({ status: 1, stdout: '', stderr, isLate: false }, resource).kind, kind);
  });
}

const failures: readonly SignInFailure[] = ['bad-credentials', 'token-revoked', 'token-expired', 'token-inactive', 'account-inactive', 'second-factor-required', 'wrong-code', 'password-off', 'docker-organization-token', 'no-account', 'own-password', 'upstream-refused', 'upstream-limits', 'upstream-away', 'slow-down'];
for (const failure of failures) {
  test(`a sign-in that the gateway refuses is not taken for a leak: ${failure}`, () => {
    const stderr = `Error response from daemon: Head "https://registry-1.docker.io/v2/pullgate-doctor/refused/manifests/latest": unauthorized: ${explainSignInFailure(failure, { registry: 'docker.io' })}`;
    const { kind } = readAnswer({ status: 1, stdout: '', stderr, isLate: false }, refused);
    assert.ok(kind === 'sign-in-refused' || kind === 'gateway', kind);
  });
}

test('of a line of containerd the sentence is left', () => {
  const stderr = `time="2026-11-22T03:14:05Z" level=info msg="fetch failed" error="pull access denied, repository does not exist or may require authorization: server message: ${denied}: authorization failed" host="127.0.0.1:33361" method=HEAD url="http://127.0.0.1:33361/v2/"\n`;
  assert.deepEqual(readAnswer({ status: 1, stdout: '', stderr, isLate: false }, refused), { kind: 'gateway', line: denied });
});

test('a pull that ends well was pulled, whatever it printed', () => {
  assert.equal(readAnswer({ status: 0, stdout: '', stderr: denied, isLate: false }, refused).kind, 'pulled');
});

test('a pull that took too long is told as such, unless the gateway had answered', () => {
  assert.equal(readAnswer({ status: null, stdout: 'Pulling', stderr: '', isLate: true }, refused).kind, 'late');
  assert.equal(readAnswer({ status: null, stdout: '', stderr: denied, isLate: true }, refused).kind, 'gateway');
});
