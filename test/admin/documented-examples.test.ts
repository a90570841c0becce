// docs/api.md: it is what its generator writes, it has every operation, and each of its commands answers as it says.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { TOTP } from 'otpauth';
import { apiPage } from '../../scripts/api-page.ts';
import { chapters } from '../../src/contract/examples.ts';
import { groups } from '../../src/contract/openapi/groups.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { serveInstallation } from '../cli/serve-installation.ts';
import { openRealProvider } from '../single-sign-on/real-provider.ts';
import { password } from './installation.ts';
import { openCacheKeeper } from './open-cache-keeper.ts';
import { pullRecord } from './pull-record.ts';

const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');

test('docs/api.md is what the contract says: `npm run docs:api` writes it anew', () => {
  assert.equal(page, apiPage());
});

test('every operation has an example, and every chapter its group', () => {
  const shown = new Set(Object.values(chapters).flatMap((examples) => examples.map(({ operation }) => operation as string)));
  assert.deepEqual(Object.keys(routes).filter((id) => !shown.has(id)), []);
  const known = new Set(groups.map(({ name }) => name));
  assert.deepEqual(Object.keys(chapters).filter((name) => !known.has(name)), []);
});

interface Printed {
  readonly heading: string;
  readonly command: string;
  readonly status: number;
  readonly keeps: readonly (readonly [variable: string, field: string])[];
}

/** The examples as a reader finds them. */
function printedExamples(): readonly Printed[] {
  return page.split(/^### /m).slice(1).map((section) => {
    const command = /```sh\n([\s\S]*?)\n```/.exec(section)?.[1];
    const outcome = /^Answers (\d{3})[;.].*$/m.exec(section);
    if (command === undefined || outcome === null) return assert.fail(section);
    const keeps = [...outcome[0].matchAll(/`\$(\w+)` is its `([\w.]+)`/g)].map(([, variable = '', field = '']) => [variable, field] as const);
    return { heading: section.split('\n')[0] ?? '', command, status: Number(outcome[1]), keeps };
  });
}

interface Shell {
  /** Runs a command in bash, with curl telling the status in a last line. */
  readonly run: (command: string, variables: Readonly<Record<string, string>>) => Promise<{ readonly status: number; readonly body: string }>;
}

function openShell(t: TestContext): Shell {
  const home = mkdtempSync(join(tmpdir(), 'pullgate-curl-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  writeFileSync(join(home, '.curlrc'), 'silent\nshow-error\nnoproxy = "*"\nmax-time = 60\nwrite-out = "\\n%{http_code}"\n');
  return {
    run: async (command, variables) => {
      const child = spawn('bash', ['-c', command], { env: { PATH: process.env['PATH'], HOME: home, CURL_HOME: home, ...variables }, stdio: ['ignore', 'pipe', 'pipe'] });
      let printed = '';
      let problems = '';
      child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
      const [code] = (await once(child, 'close')) as [number];
      assert.equal(code, 0, `${command}\n${problems}`);
      const end = printed.lastIndexOf('\n');
      return { status: Number(printed.slice(end + 1)), body: printed.slice(0, end) };
    },
  };
}

function fieldOf(body: string, path: string): string {
  let value: unknown = JSON.parse(body);
  for (const name of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : assert.fail(`${path} is not in ${body}`);
}

test('each documented command works as printed', async (t) => {
  const { keeper } = await openCacheKeeper(t);
  const { server, clock, store } = await serveInstallation(t, { withSecondOrganization: false, cache: keeper, takenOverHosts: ['registry-1.docker.io'] });
  await store.insertRecords([
    pullRecord({ id: 'r1', timeMs: Date.now() - 1000, effect: 'deny', rule: 'category' }),
    pullRecord({ id: 'r2', timeMs: Date.now() - 1000, repository: 'grafana/grafana', tag: '11', category: 'verified-publisher' }),
  ]);
  const provider = await openRealProvider(t, `${server}/v2/single-sign-on/callback`);
  const { run } = openShell(t);
  const variables: Record<string, string> = { ADMIN: server, ORG: 'acme', USERNAME: 'owner', PASSWORD: password, NEW_PASSWORD: `${password} 2`, ISSUER: provider.issuer, CLIENT_ID: provider.clientId, CLIENT_SECRET: provider.clientSecret };
  const wrong: string[] = [];
  for (const { heading, command, status, keeps } of printedExamples()) {
    if (command.includes('$CODE')) {
      clock.nowMs += 30_000; // each code does once
      variables['CODE'] = new TOTP({ secret: variables['TOTP_SECRET'] ?? assert.fail(heading) }).generate({ timestamp: clock.nowMs });
    }
    if (variables['LINK'] !== undefined) variables['INVITE_TOKEN'] = variables['LINK'].split('/').at(-1) ?? '';
    const answer = await run(command, variables);
    if (answer.status !== status) wrong.push(`${heading}: ${answer.status} instead of ${status}\n${command}\n${answer.body.slice(0, 500)}`);
    else for (const [variable, field] of keeps) variables[variable] = fieldOf(answer.body, field);
  }
  assert.deepEqual(wrong, []);
});

test('the page shows each operation under its own method and path', () => {
  const headings = new Set(printedExamples().map(({ heading }) => heading));
  for (const { method, path } of Object.values<Route>(routes)) assert.ok(headings.has(`\`${method} ${path}\``), `${method} ${path}`);
});
