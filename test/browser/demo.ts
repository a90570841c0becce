// An organization as it is after a month of work: people, teams, a policy with a history, some thousand pulls. For screenshots, and for what is tried on every page.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pullRecord } from '../../src/store/conformance/store-under-test.ts';
import { loadOrCreateSecretKey } from '../../src/store/secret-key.ts';
import { openSqliteStore } from '../../src/store/sqlite/open-sqlite-store.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { startGateway } from '../gateway-process.ts';
import type { Cleanup } from './cleanup.ts';
import { type ConsoleUnderTest, askerOf, makeSignInsCheap, people } from './console.ts';
import { demoRecords } from './demo-records.ts';

const more = ['adele', 'bruno', 'chiara', 'dmitri', 'elif', 'farah', 'goran', 'hana'] as const;
const teams = { platform: ['bruno', 'chiara'], security: ['elif'], payments: ['dmitri', 'farah', 'goran'] } as const satisfies Record<string, readonly (typeof more)[number][]>;

/** What its pages are reached by, and nobody can know beforehand. */
interface Places {
  /** The path of the link that ines@acme.example got. */
  readonly invitation: string;
  /** The id of the webhook. */
  readonly webhook: string;
}

export interface Demo extends ConsoleUnderTest, Places {
  /** The id of the newest pull of the member that was refused. */
  readonly refusedPull: string;
}

/** As `startConsole`, with a life before. */
export async function startDemo(cleanup: Cleanup): Promise<Demo> {
  const data = await mkdtemp(join(tmpdir(), 'pullgate-demo-'));
  cleanup.after(() => rm(data, { recursive: true, force: true }));
  const upstreams = { 'docker.io': 'http://127.0.0.1:9', 'ghcr.io': 'http://127.0.0.1:9', 'quay.io': 'http://127.0.0.1:9' };
  const receiver = await closedPort();
  const env = { PULLGATE_WEBHOOKS_ALLOW_NETWORKS: '127.0.0.0/8' };
  const first = await startGateway({ upstreams, data, env });
  const places = await furnish(askerOf(first.adminAddress), `http://127.0.0.1:${receiver}/hooks/pullgate`);
  await first.stop();
  const refusedPull = await insertRecords(data);
  makeSignInsCheap(data, ['owner', 'second-owner', 'editor', 'member']);
  const gateway = await startGateway({ upstreams, data, env });
  cleanup.after(() => gateway.remove());
  return { address: gateway.adminAddress, gateway, organization: 'acme', ask: askerOf(gateway.adminAddress), ...places, refusedPull };
}

interface Sent {
  readonly invitees: readonly { readonly invite: { readonly link: string } }[];
}

async function furnish(ask: ConsoleUnderTest['ask'], receiver: string): Promise<Places> {
  const org = '/v2/orgs/acme';
  const others = Object.values(people).filter(({ username }) => username !== people.owner.username);
  for (const { username, password, role } of others) await ask('owner', 'POST', `${org}/members`, { username, password, role, email: `${username}@acme.example`, full_name: fullName(username) });
  for (const username of more) await ask('owner', 'POST', `${org}/members`, { username, password: 'a-long-enough-password', role: 'member', email: `${username}@acme.example`, full_name: fullName(username) });
  for (const [name, members] of Object.entries(teams)) {
    await ask('owner', 'POST', `${org}/groups`, { name, description: `The ${name} team` });
    for (const member of members) await ask('owner', 'POST', `${org}/groups/${name}/members`, { member });
  }
  const sent = (await ask('owner', 'POST', '/v2/invites/bulk', { org: 'acme', invitees: ['ines@acme.example', 'jonas@acme.example'], role: 'member', team: 'payments' })) as Sent;
  const webhook = (await ask('owner', 'POST', `${org}/webhooks`, { url: receiver, events: ['denial', 'org.settings.update'], description: 'to the security channel' })) as { readonly id: string };
  await ask('owner', 'PUT', `${org}/settings`, { restricted_images: { enabled: true, mode: 'audit', allow_official_images: true, allow_verified_publishers: false } });
  await ask('second-owner', 'PUT', `${org}/settings`, { restricted_images: { allow_verified_publishers: true, help_text: 'Ask in #platform, we answer within an hour.' } });
  await ask('owner', 'PUT', `${org}/settings`, { restricted_images: { mode: 'enforce', allowlist: { enabled: true, repositories: [] } } });
  await ask('owner', 'POST', `${org}/allowlist`, { repository: 'traefik/whoami', note: 'used by the load tests' });
  await ask('second-owner', 'POST', `${org}/allowlist`, { repository: 'mendhak/*', note: 'reviewed by security in October' });
  await ask('owner', 'POST', `${org}/namespaces`, { namespace: 'acmelabs', note: 'the research group' });
  await ask('owner', 'PUT', `${org}/catalog-overrides/someuser`, { category: 'verified-publisher', note: 'a contractor of ours' });
  await ask('owner', 'PUT', `${org}/settings/registry-access-management`, { enabled: true, standard_registries: [{ id: 'DockerHub', allowed: true }], custom_registries: [{ address: 'ghcr.io', friendly_name: 'GitHub', allowed: true }] });
  await ask('owner', 'POST', `${org}/access-tokens`, { label: 'nightly builds', description: 'CI of the platform team', resources: [{ type: 'TYPE_REPO', path: 'acme/*', scopes: ['scope-image-pull'] }] });
  await ask('owner', 'POST', '/v2/access-tokens', { token_label: 'laptop', scopes: ['repo:read'] });
  await ask('member', 'POST', '/v2/access-tokens', { token_label: 'workstation', scopes: ['repo:read'] });
  return { invitation: new URL(sent.invitees[0]?.invite.link ?? '').pathname, webhook: webhook.id };
}

/** Returns the id of the member's newest that was refused. */
async function insertRecords(data: string): Promise<string> {
  const database = join(data, 'pullgate.db');
  const log = createLog({ level: 'error', format: 'json' });
  const store = openSqliteStore({ file: database, secretKey: await loadOrCreateSecretKey({ file: join(data, 'secret.key'), database, log }), now: Date.now });
  const { members } = await store.listMembers('acme', { limit: 100, offset: 0 });
  const idOf = (name: string): string | null => members.find((member) => member.name === name)?.id ?? null;
  const records = demoRecords({ nowMs: Date.now(), names: [...more, people.member.username, people.editor.username] });
  await store.insertRecords(records.map((record) => pullRecord({ ...record, subjectId: idOf(record.subjectName) })));
  await store.close();
  return records.findLast(({ effect, subjectName }) => effect === 'deny' && subjectName === people.member.username)?.id ?? '';
}

function fullName(username: string): string {
  return `${username.slice(0, 1).toUpperCase()}${username.slice(1)} Example`;
}

/** A port of this machine that nothing listens on: deliveries to it fail, and are tried again. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
