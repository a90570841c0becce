// The whole gateway is killed in the middle of a load, five times: every request that was answered is in the records, once.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import test from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { obstacle } from '../clients/tool.ts';
import { startUpstream, upstreamObstacle } from '../upstream/start.ts';

const pulls = 10_000;
const kills = 5;
const concurrency = 16;

interface Answered {
  readonly status: number;
  readonly repository: string;
}

const manifestTypes = 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json';

/** Asks for manifests, one permitted and one denied in turn, until told to stop or the gateway is gone. */
async function load(gateway: GatewayProcess, { token, answered, isEnough }: { token: string; answered: Map<string, Answered>; isEnough: () => boolean }): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    for (let turn = 0; !isEnough(); turn += 1) {
      const id = crypto.randomUUID();
      const repository = turn % 2 === 0 ? 'library/nginx' : 'someuser/custom-image';
      const asking = request(`${gateway.address}/v2/${repository}/manifests/latest`, { agent, headers: { authorization: `Bearer ${token}`, 'x-request-id': id, accept: manifestTypes } }).end();
      const [answer] = (await once(asking, 'response')) as [IncomingMessage];
      answered.set(id, { status: answer.statusCode ?? 0, repository });
      await finished(answer.resume());
    }
  } catch {
    return; // killed: what was not answered may or may not be on record
  } finally {
    agent.destroy();
  }
}

async function accessToken(gateway: GatewayProcess, member: { username: string; secret: string }): Promise<string> {
  const answer = await fetch(`${gateway.address}/token?service=pullgate`, { headers: { authorization: `Basic ${btoa(`${member.username}:${member.secret}`)}` } });
  return ((await answer.json()) as { token: string }).token;
}

interface Recorded {
  readonly request_id: string;
  readonly outcome: number;
  readonly effect: string;
  readonly repository: string;
}

async function allRecords(admin: AdminClient): Promise<readonly Recorded[]> {
  const records: Recorded[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = (await admin.ask('GET', `/v2/orgs/${organization}/pulls?limit=1000${cursor === '' ? '' : `&cursor=${cursor}`}`)) as { pulls: readonly Recorded[]; next_cursor: string | null };
    records.push(...page.pulls);
    cursor = page.next_cursor;
  }
  return records;
}

/** By their requests, once each of these is among them; waits for a minute at most. */
async function recordsOf(admin: AdminClient, requests: readonly string[]): Promise<ReadonlyMap<string, readonly Recorded[]>> {
  for (const deadlineMs = Date.now() + 60_000; ; ) {
    const byRequest = Map.groupBy(await allRecords(admin), (record) => record.request_id);
    const missing = requests.filter((id) => !byRequest.has(id));
    if (missing.length === 0) return byRequest;
    if (Date.now() > deadlineMs) assert.deepEqual(missing, []);
    await sleep(250);
  }
}

test('killed five times in the middle of 10,000 pulls: every answered one is on record, once', { skip: obstacle(upstreamObstacle()), timeout: 180_000 }, async (t) => {
  const upstream = await startUpstream();
  t.after(() => upstream.stop());
  const data = await mkdtemp(join(tmpdir(), 'pullgate-kill-'));
  t.after(() => rm(data, { recursive: true, force: true }));
  const answered = new Map<string, Answered>();
  const start = (): Promise<GatewayProcess> => startGateway({ upstreams: { 'docker.io': upstream.address }, data });
  let gateway = await start();
  try {
    const member = gateway.member ?? assert.fail('the first start printed no member');
    await (await signInAtAdmin(gateway.adminAddress, organization, owner)).changeSettings({ enabled: true });
    for (let life = 1; life <= kills + 1; life += 1) {
      const goal = Math.ceil((pulls * life) / (kills + 1));
      const token = await accessToken(gateway, member);
      const isEnough = (): boolean => answered.size >= goal;
      const loads = Promise.all(Array.from({ length: concurrency }, () => load(gateway, { token, answered, isEnough: life > kills ? isEnough : () => false })));
      if (life <= kills) {
        while (!isEnough()) await sleep(5);
        await gateway.kill();
        await loads;
        gateway = await start();
      } else await loads;
    }

    // A graceful stop moves the last records to the store; what it had no time for is moved after the next start.
    await gateway.stop();
    gateway = await start();
    assert.ok(answered.size >= pulls);
    const byRequest = await recordsOf(await signInAtAdmin(gateway.adminAddress, organization, owner), [...answered.keys()]);
    for (const [id, { status, repository }] of answered) {
      const [record, ...more] = byRequest.get(id) ?? [];
      assert.deepEqual({ outcome: record?.outcome, repository: record?.repository, more: more.length }, { outcome: status, repository, more: 0 });
      assert.equal(record?.effect, repository === 'library/nginx' ? 'permit' : 'deny');
    }
    const statuses = new Set([...answered.values()].map(({ status }) => status));
    assert.deepEqual([...statuses].toSorted(), [200, 401]);
  } finally {
    await gateway.stop();
  }
});
