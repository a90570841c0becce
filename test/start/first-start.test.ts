// A newcomer's first minutes: what the first start prints works as it is, and later starts print no secret.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { startGateway } from '../gateway-process.ts';

const launcher = fileURLToPath(new URL('../../bin/pullgate.mjs', import.meta.url));
const nowhere = { 'docker.io': 'http://127.0.0.1:9' };

test('the first start prints, once, what a person pastes; later starts print no secret', async () => {
  const home = mkdtempSync(join(tmpdir(), 'pullgate-home-'));
  // A generated password: none is given.
  const first = await startGateway({ upstreams: nowhere, env: { PULLGATE_OWNER_PASSWORD: undefined } });
  try {
    const lines = first.output().split('\n');
    assert.ok(first.output().includes(first.address) && first.output().includes(first.adminAddress));
    // Where the console is, and whom it lets in.
    for (const line of [`Console:   ${first.adminAddress}`, 'Owner:     owner']) assert.ok(lines.includes(line), first.output());
    assert.equal(lines.filter((line) => /^Password: {2}\S+$/.test(line)).length, 1);
    assert.ok(lines.includes(`docker login ${first.host} -u developer`), first.output());
    assert.equal(lines.filter((line) => /^pgt_pat_[0-9A-Za-z]+$/.test(line)).length, 1);
    assert.deepEqual(lines.filter((line) => line.startsWith('docker pull ')), [`docker pull ${first.host}/library/nginx`, `docker pull ${first.host}/someuser/custom-image`]);

    // The command that switches image access on, pasted into a shell; `npx pullgate` is the launcher.
    const command = lines.find((line) => line.includes('npx pullgate policy set')) ?? assert.fail(first.output());
    const printed = execFileSync('sh', ['-c', command.replace('npx pullgate', `"${process.execPath}" "${launcher}"`)], { encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: home } });
    assert.match(printed, /revision 2/);

    const token = await signIn(first.address, first.member ?? assert.fail());
    const refused = await fetch(`${first.address}/v2/someuser/custom-image/manifests/latest`, { headers: { authorization: `Bearer ${token}` } });
    assert.match(await refused.text(), /image access denied: community images not allowed \(someuser\/custom-image, organization acme\)/);

    await first.stop();
    const later = await startGateway({ upstreams: nowhere, data: first.data, env: { PULLGATE_OWNER_PASSWORD: undefined } });
    assert.doesNotMatch(later.output(), /pgt_|Password|docker login/);
    assert.equal(later.member, undefined);
    // What was made is still there.
    assert.ok(await signIn(later.address, first.member ?? assert.fail()));
    await later.stop();
  } finally {
    await first.remove();
    rmSync(home, { recursive: true });
  }
});

test('a given password is never printed, and may come from a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullgate-secret-'));
  const password = 'given-and-not-printed';
  writeFileSync(join(folder, 'password'), `${password}\n`);
  const gateway = await startGateway({ upstreams: nowhere, env: { PULLGATE_OWNER_PASSWORD: undefined, PULLGATE_OWNER_PASSWORD_FILE: join(folder, 'password'), PULLGATE_OWNER_USERNAME: 'root-owner', PULLGATE_ORG: 'example' } });
  try {
    assert.doesNotMatch(gateway.output(), new RegExp(password));
    assert.ok(await signIn(gateway.address, { username: 'root-owner', secret: password }));
    assert.match(gateway.output(), /organization example/);
  } finally {
    await gateway.remove();
    rmSync(folder, { recursive: true });
  }
});

async function signIn(address: string, { username, secret }: { username: string; secret: string }): Promise<string> {
  const answer = await fetch(`${address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${username}:${secret}`)}` } });
  assert.equal(answer.status, 200);
  return ((await answer.json()) as { token: string }).token;
}
