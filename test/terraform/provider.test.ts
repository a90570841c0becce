// Docker's own Terraform provider manages Pullgate with a host, a user and a password: apply, an empty second plan, change, drift, import, destroy.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { isInstalled } from '../clients/installed.ts';
import { startGateway, owner } from '../gateway-process.ts';
import { mustRun } from '../upstream/command.ts';
import { everything, people } from './configuration.ts';
import { type Terraform, createTerraform, terraformObstacle } from './terraform.ts';

type Api = (method: string, path: string, body?: unknown) => Promise<{ readonly status: number; readonly json: Readonly<Record<string, unknown>> }>;

// The provider cannot be had from every Go module proxy, and takes minutes to build: it is tested where it has been built.
const obstacle = terraformObstacle() ?? (isInstalled('openssl') ? undefined : 'openssl is not installed: apt-get install openssl');
if (obstacle !== undefined) process.stdout.write(`Docker's Terraform provider is not tested: ${obstacle}\n`);

const first = { enabled: true, official: true, verified: false, hub: true, registry: 'ghcr.io', label: 'terraform', description: 'for builds', team: 'platform', role: 'member' } as const;
const second = { ...first, official: false, verified: true, hub: false, registry: 'quay.io', label: 'terraform-2', description: 'for all builds', team: 'platform-2', role: 'editor' } as const;

if (obstacle === undefined) {
  test("Docker's Terraform provider manages an organization", async (t) => {
    const { api, host, caFile } = await startWithTls(t);
    for (const username of ['ada', 'grace']) assert.equal((await api('POST', '/v2/orgs/acme/members', { username, role: 'member', email: `${username}@acme.example`, password: 'correct horse battery' })).status, 201);
    const terraform = await createTerraform({ host, caFile, username: owner.username, password: owner.secret });
    t.after(() => terraform.remove());
    const apply = (): Promise<string> => terraform.mustRun('apply', '-no-color', '-input=false', '-auto-approve');
    const planIsEmpty = async (): Promise<void> => {
      const { isEmpty, text } = await terraform.plan();
      assert.ok(isEmpty, text);
    };

    await t.test('apply makes everything, and the second plan is empty', async () => {
      await terraform.write(everything(first));
      await apply();
      await planIsEmpty();
      const { restricted_images: images } = (await api('GET', '/v2/orgs/acme/settings')).json as { restricted_images: Record<string, unknown> };
      assert.deepEqual([images['enabled'], images['allow_official_images'], images['allow_verified_publishers']], [true, true, false]);
      assert.deepEqual(names((await api('GET', '/v2/orgs/acme/groups/platform/members')).json, 'username'), ['ada']);
      assert.deepEqual(names({ results: (await api('GET', '/v2/orgs/acme/invites')).json['data'] }, 'invitee'), ['new@acme.example']);
    });

    await t.test('outputs are what the API says', async () => {
      const outputs = JSON.parse(await terraform.mustRun('output', '-json')) as Record<string, { readonly value: unknown }>;
      assert.equal(outputs['user']?.value, owner.username);
      assert.deepEqual(outputs['team_members']?.value, ['ada']);
      assert.ok((outputs['members']?.value as string[]).includes('grace'));
      assert.equal(outputs['organization']?.value, (await api('GET', '/v2/orgs/acme')).json['date_joined'] ?? '');
    });

    await t.test('a change is applied in place', async () => {
      await terraform.write(everything(second));
      await apply();
      await planIsEmpty();
      assert.equal((await api('GET', '/v2/orgs/acme/groups/platform')).status, 404);
      assert.equal((await api('GET', '/v2/orgs/acme/groups/platform-2')).json['member_count'], 1);
      const members = (await api('GET', '/v2/orgs/acme/members?search=grace')).json['results'] as { role: string }[];
      assert.deepEqual(members.map(({ role }) => role), ['Editor']);
    });

    await t.test('drift is found and mended', async () => {
      await api('PUT', '/v2/orgs/acme/settings', { restricted_images: { allow_official_images: true } });
      assert.equal((await api('DELETE', '/v2/orgs/acme/groups/platform-2/members/ada')).status, 204);
      const tokens = (await api('GET', '/v2/orgs/acme/access-tokens')).json['results'] as { id: string }[];
      assert.equal((await api('DELETE', `/v2/orgs/acme/access-tokens/${tokens[0]?.id ?? ''}`)).status, 204);
      const { isEmpty, text } = await terraform.plan();
      assert.equal(isEmpty, false);
      for (const changed of ['docker_org_setting_image_access_management.images', 'docker_org_team_member.ada', 'docker_org_access_token.ci']) assert.ok(text.includes(changed), text);
      await apply();
      await planIsEmpty();
    });

    await t.test('what is there already is imported', async () => {
      const state = JSON.parse(await terraform.mustRun('show', '-json')) as { values: { root_module: { resources: { address: string; mode: string; values: { id?: string; uuid?: string } }[] } } };
      const valuesOf = (address: string) => state.values.root_module.resources.find((resource) => resource.address === address)?.values;
      const imports: Readonly<Record<string, string>> = {
        'docker_org_setting_image_access_management.images': 'acme',
        'docker_org_setting_registry_access_management.registries': 'acme',
        'docker_org_team.platform': 'acme/platform-2',
        'docker_org_team_member.ada': 'acme/platform-2/ada',
        'docker_org_member.grace': 'acme/grace',
        'docker_access_token.own': valuesOf('docker_access_token.own')?.uuid ?? '',
        'docker_org_access_token.ci': `acme/${valuesOf('docker_org_access_token.ci')?.id ?? ''}`,
      };
      for (const [address, id] of Object.entries(imports)) {
        await terraform.mustRun('state', 'rm', '-no-color', address);
        await terraform.mustRun('import', '-no-color', '-input=false', address, id);
      }
      // What is shown once, a token's secret, cannot be imported; all else is as it was.
      const { text } = await terraform.plan();
      assert.doesNotMatch(text, /will be (?:created|destroyed)|must be replaced/);
    });

    await t.test('destroy leaves the organization as it was', async () => {
      await terraform.mustRun('destroy', '-no-color', '-input=false', '-auto-approve');
      const { restricted_images: images } = (await api('GET', '/v2/orgs/acme/settings')).json as { restricted_images: Record<string, unknown> };
      assert.equal(images['enabled'], false);
      assert.equal((await api('GET', '/v2/orgs/acme/groups/platform-2')).status, 404);
      assert.equal((await api('GET', '/v2/orgs/acme/access-tokens')).json['total'], 0);
      assert.deepEqual((await api('GET', '/v2/orgs/acme/invites')).json['data'], []);
    });
  });

  test("an organization access token manages what its scopes name, and nothing else", async (t) => {
    const { api, host, caFile } = await startWithTls(t);
    const scopes = ['scope-group-edit'];
    const { json } = await api('POST', '/v2/orgs/acme/access-tokens', { label: 'teams', resources: [{ type: 'TYPE_ORG', path: 'acme', scopes }] });
    const terraform = await createTerraform({ host, caFile, username: 'acme', password: json['token'] as string });
    t.after(() => terraform.remove());
    const header = 'terraform {\n  required_providers {\n    docker = { source = "docker/docker" }\n  }\n}\n';
    await terraform.write(`${header}resource "docker_org_team" "platform" {\n  org_name = "acme"\n  team_name = "platform"\n}\n`);
    await terraform.mustRun('apply', '-no-color', '-input=false', '-auto-approve');
    assert.equal((await api('GET', '/v2/orgs/acme/groups/platform')).status, 200);
    await terraform.mustRun('destroy', '-no-color', '-input=false', '-auto-approve');
    assert.equal((await api('GET', '/v2/orgs/acme/groups/platform')).status, 404);
    await terraform.write(`${header}resource "docker_access_token" "own" {\n  token_label = "x"\n  scopes = ["repo:read"]\n}\n`);
    assert.equal((await terraform.run('apply', '-no-color', '-input=false', '-auto-approve')).status, 1);
  });

  test('an organization access token manages members, teams and invitations where its scopes let it', async (t) => {
    const { api, host, caFile } = await startWithTls(t);
    for (const username of ['ada', 'grace']) assert.equal((await api('POST', '/v2/orgs/acme/members', { username, role: 'member', email: `${username}@acme.example`, password: 'correct horse battery' })).status, 201);
    const openWith = async (scopes: readonly string[]): Promise<Terraform> => {
      const { json } = await api('POST', '/v2/orgs/acme/access-tokens', { label: 'people', resources: [{ type: 'TYPE_ORG', path: 'acme', scopes }] });
      const opened = await createTerraform({ host, caFile, username: 'acme', password: json['token'] as string });
      t.after(() => opened.remove());
      return opened;
    };
    const roleOf = async (name: string): Promise<unknown> => (await api('GET', `/v2/orgs/acme/members/${name}`)).json['role'];
    const invited = async (): Promise<readonly string[]> => names({ results: (await api('GET', '/v2/orgs/acme/invites')).json['data'] }, 'invitee');
    const apply = ['apply', '-no-color', '-input=false', '-auto-approve'] as const;

    const terraform = await openWith(['scope-group-edit', 'scope-member-edit', 'scope-invite-edit']);
    await terraform.write(people({ role: 'editor', team: 'platform' }));
    await terraform.mustRun(...apply);
    assert.deepEqual([await roleOf('grace'), await invited(), names((await api('GET', '/v2/orgs/acme/groups/platform/members')).json, 'username')], ['Editor', ['new@acme.example'], ['ada']]);
    const again = await terraform.plan();
    assert.ok(again.isEmpty, again.text);

    await terraform.write(people({ role: 'member', team: 'platform-2' }));
    await terraform.mustRun(...apply);
    assert.equal(await roleOf('grace'), 'Member');
    const { isEmpty, text } = await terraform.plan();
    assert.ok(isEmpty, text);

    // It makes nobody an owner, whatever its scopes.
    await terraform.write(people({ role: 'owner', team: 'platform-2' }));
    const { status, stdout, stderr } = await terraform.run(...apply);
    assert.equal(status, 1);
    assert.match(`${stdout}${stderr}`.replaceAll(/[\s│]+/g, ' '), /an organization access token makes nobody an owner/);
    assert.equal(await roleOf('grace'), 'Member');

    await terraform.write(people({ role: 'member', team: 'platform-2' }));
    await terraform.mustRun('destroy', '-no-color', '-input=false', '-auto-approve');
    assert.deepEqual([await roleOf('grace'), await roleOf('ada'), await invited()], [undefined, 'Member', []]);

    const narrow = await openWith(['scope-member-read', 'scope-invite-edit']);
    await narrow.write(people({ role: 'member', team: 'platform' }));
    assert.equal((await narrow.run(...apply)).status, 1);
    assert.equal((await api('GET', '/v2/orgs/acme/groups/platform')).status, 404);
  });

  test('what the policy refuses, terraform prints with its reason', async (t) => {
    const { api, host, caFile } = await startWithTls(t);
    assert.equal((await api('POST', '/v2/orgs/acme/members', { username: 'ada', role: 'member', password: 'correct horse battery' })).status, 201);
    const terraform = await createTerraform({ host, caFile, username: 'ada', password: 'correct horse battery' });
    t.after(() => terraform.remove());
    await terraform.write(everything(first));
    const { status, stdout, stderr } = await terraform.run('apply', '-no-color', '-input=false', '-auto-approve');
    assert.equal(status, 1);
    assert.match(`${stdout}${stderr}`.replaceAll(/[\s│]+/g, ' '), /only owners of acme may do this: ask one of them/);
  });
}

function names(page: Readonly<Record<string, unknown>>, field: string): readonly string[] {
  return (page['results'] as Readonly<Record<string, string>>[]).map((entry) => entry[field] ?? '');
}

/** A server whose admin API has TLS, as the provider insists on it. */
async function startWithTls(t: TestContext): Promise<{ readonly api: Api; readonly host: string; readonly caFile: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-certificate-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const caFile = join(folder, 'tls.crt');
  const key = join(folder, 'tls.key');
  const subject = ['-subj', '/CN=admin.example.com', '-addext', 'subjectAltName=IP:127.0.0.1'];
  await mustRun('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', ...subject, '-keyout', key, '-out', caFile]);
  const gateway = await startGateway({ upstreams: { 'docker.io': 'http://127.0.0.1:9' }, env: { PULLGATE_ADMIN_TLS_CERTIFICATE_FILE: caFile, PULLGATE_ADMIN_TLS_KEY_FILE: key } });
  t.after(() => gateway.remove());
  const ca = await readFile(caFile);
  const send = (method: string, path: string, body: unknown, token?: string): ReturnType<Api> =>
    new Promise((resolve, reject) => {
      const headers = { 'Content-Type': 'application/json', ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) };
      const asked = request(`${gateway.adminAddress}${path}`, { method, headers, ca }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }));
      });
      asked.on('error', reject);
      asked.end(body === undefined ? '' : JSON.stringify(body));
    });
  const api: Api = async (method, path, body) => {
    const { json } = await send('POST', '/v2/users/login', { username: owner.username, password: owner.secret });
    return send(method, path, body, json['token'] as string);
  };
  return { api, host: new URL(gateway.adminAddress).host, caFile };
}
