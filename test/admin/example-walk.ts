// The requests of docs/api.md, made one after the other against an admin plane in this process, for tests that watch what each of them does.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { TOTP } from 'otpauth';
import type { Example } from '../../src/contract/example.ts';
import { chapters } from '../../src/contract/examples.ts';
import type { Route } from '../../src/contract/route.ts';
import { routes } from '../../src/contract/routes.ts';
import { openRealProvider } from '../single-sign-on/real-provider.ts';
import { type Installation, type Reply, openInstallation, origin, password } from './installation.ts';
import { openCacheKeeper } from './open-cache-keeper.ts';
import { pullRecord } from './pull-record.ts';

const stepMs = 30_000;
type Variables = Record<string, string>;

export interface Step {
  readonly example: Example;
  readonly route: Route;
  readonly body: object | undefined;
  /** Makes the request, with these headers besides its own. */
  readonly send: (headers?: Readonly<Record<string, string>>) => Promise<Reply>;
}

export interface Walk {
  readonly installation: Installation;
  readonly clientSecret: string;
  /** Calls `visit` for each example, which sends it at least once; what later examples need is taken of the answer that it gives back. */
  readonly go: (visit: (step: Step) => Promise<Reply>) => Promise<void>;
}

export async function openExampleWalk(t: TestContext): Promise<Walk> {
  const { keeper } = await openCacheKeeper(t);
  const installation = await openInstallation(t, { withSecondOrganization: false, cache: keeper, takenOverHosts: ['registry-1.docker.io'] });
  const { store, clock, anonymous } = installation;
  await store.insertRecords([pullRecord({ id: 'r1', timeMs: clock.nowMs - 1000, effect: 'deny', rule: 'category' }), pullRecord({ id: 'r2', timeMs: clock.nowMs - 1000, repository: 'grafana/grafana', tag: '11', category: 'verified-publisher' })]);
  const { issuer, clientId, clientSecret } = await openRealProvider(t, `${origin}/v2/single-sign-on/callback`);
  const variables: Variables = { ADMIN: origin, ORG: 'acme', USERNAME: 'owner', PASSWORD: password, NEW_PASSWORD: `${password} 2`, ISSUER: issuer, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret };
  const go: Walk['go'] = async (visit) => {
    for (const example of Object.values(chapters).flat()) {
      const route: Route = routes[example.operation];
      if (JSON.stringify(example).includes('$CODE')) {
        clock.nowMs += stepMs; // each code does once
        variables['CODE'] = new TOTP({ secret: variables['TOTP_SECRET'] ?? '' }).generate({ timestamp: clock.nowMs });
      }
      if (variables['LINK'] !== undefined) variables['INVITE_TOKEN'] = variables['LINK'].split('/').at(-1) ?? '';
      const body = example.body === undefined ? undefined : filled(example.body, variables);
      const headers = { ...bearerOf(example, route, variables), ...(route.caller === 'scim' ? { 'Content-Type': 'application/scim+json' } : {}), ...example.headers };
      const { text } = await visit({ example, route, body, send: (more) => anonymous(route.method, addressOf(example, route, variables), body, { ...headers, ...more }) });
      for (const [variable, field] of Object.entries(example.keeps ?? {})) variables[variable] = fieldOf(JSON.parse(text), field);
    }
  };
  return { installation, clientSecret, go };
}

/** `$NAME` becomes its value, in every text of the value. */
function filled<Value>(value: Value, variables: Variables): Value {
  return JSON.parse(JSON.stringify(value).replace(/\$([A-Z][A-Z0-9_]*)/g, (_, name: string) => JSON.stringify(variables[name] ?? assert.fail(`no ${name}`)).slice(1, -1))) as Value;
}

function addressOf({ params = {}, query = {} }: Example, { path }: Route, variables: Variables): string {
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(filled(params[name] ?? (name === 'org' ? '$ORG' : `$${name.toUpperCase()}`), variables)));
  const asked = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, filled(String(value), variables)]));
  return asked.size === 0 ? place : `${place}?${asked.toString()}`;
}

function bearerOf({ bearer }: Example, { caller }: Route, variables: Variables): Readonly<Record<string, string>> {
  if (bearer === undefined && caller === 'anyone') return {};
  return { Authorization: filled(`Bearer ${bearer ?? (caller === 'scim' ? '$SCIM_TOKEN' : '$TOKEN')}`, variables) };
}

function fieldOf(json: unknown, path: string): string {
  let value = json;
  for (const name of path.split('.')) value = (value as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value : assert.fail(`${path} is not in ${JSON.stringify(json)}`);
}
