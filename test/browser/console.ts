// The console under test: the real server with its built files, and people who have passwords.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import { type GatewayProcess, type GatewayProcessOptions, organization, owner, startGateway } from '../gateway-process.ts';
import { setCheapPasswords } from '../identity/cheap-password.ts';

export interface Person {
  readonly username: string;
  readonly password: string;
  readonly role: 'owner' | 'editor' | 'member';
}

export const people = {
  owner: { username: owner.username, password: owner.secret, role: 'owner' },
  'second-owner': { username: 'olga', password: 'olgas-correct-horse', role: 'owner' },
  editor: { username: 'edgar', password: 'edgars-correct-horse', role: 'editor' },
  member: { username: 'mina', password: 'minas-correct-horse', role: 'member' },
} as const satisfies Record<string, Person>;
export type PersonName = keyof typeof people;

export interface ConsoleUnderTest {
  /** `http://127.0.0.1:PORT`, where the console and the admin API are. */
  readonly address: string;
  readonly gateway: GatewayProcess;
  readonly organization: string;
  /** Asks the admin API as somebody; a failure is thrown with its body. */
  readonly ask: (as: PersonName, method: string, path: string, body?: unknown) => Promise<unknown>;
}

/** Starts it on free ports; it is gone after the test. Everybody of `people` is in the organization acme. */
export async function startConsole(t: Cleanup, options: Partial<GatewayProcessOptions> = {}): Promise<ConsoleUnderTest> {
  const gateway = await startGateway({ upstreams: { 'docker.io': 'http://127.0.0.1:9' }, ...options });
  t.after(() => gateway.remove());
  makeSignInsCheap(gateway.data, ['owner']);
  const ask = askerOf(gateway.adminAddress);
  const others = (Object.keys(people) as PersonName[]).filter((name) => name !== 'owner');
  for (const { username, role } of others.map((name) => people[name])) {
    await ask('owner', 'POST', `/v2/orgs/${organization}/members`, { username, password: null, role, email: `${username}@acme.example` });
  }
  makeSignInsCheap(gateway.data, others);
  return { address: gateway.adminAddress, gateway, organization, ask };
}

/** Each page of a test signs in anew. `data`: the server's folder. */
export function makeSignInsCheap(data: string, names: readonly PersonName[]): void {
  setCheapPasswords(join(data, 'pullgate.db'), Object.fromEntries(names.map((name) => [people[name].username, people[name].password])));
}

/** Signs everybody in once, when they first ask. */
export function askerOf(address: string): ConsoleUnderTest['ask'] {
  const tokens = new Map<PersonName, Promise<string>>();
  const signIn = async (name: PersonName): Promise<string> => {
    const { username, password } = people[name];
    const { token } = (await send(`${address}/v2/users/login`, { method: 'POST', body: { username, password } })) as { readonly token: string };
    return token;
  };
  return async (as, method, path, body) => {
    if (!tokens.has(as)) tokens.set(as, signIn(as));
    return send(`${address}${path}`, { method, body, token: await tokens.get(as) });
  };
}

interface Sending {
  readonly method: string;
  readonly body?: unknown;
  readonly token?: string | undefined;
}

async function send(url: string, { method, body, token }: Sending): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { ...(token !== undefined && { Authorization: `Bearer ${token}` }), ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${url} answered ${response.status}: ${text}`);
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}
