// Pullgate as its user starts it: one data folder, sign-in, image access and records on.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { organization, owner, startGateway } from '../../test/gateway-process.ts';
import type { GatewayProcess } from '../../test/gateway-process.ts';
import { parseJson } from '../parse-json.ts';

const secondMs = 1000;
/** Half of what a token lives. */
const tokenKeptMs = 150 * secondMs;

export interface PullgateOptions {
  /** The data folder; made when it is not there. */
  readonly data: string;
  /** Address of docker.io. */
  readonly upstream: string;
  readonly workers: number;
  /** Where it listens; left out: another free port on each start. */
  readonly port?: number;
}

export interface Pullgate {
  /** The data folder. */
  readonly data: string;
  /** `http://127.0.0.1:PORT`, of the last start. */
  readonly address: () => string;
  /** Of the process that was started, the parent of any others. */
  readonly processId: () => number;
  /** The value of an Authorization header of the member, who signed in with the personal access token. */
  readonly authorization: () => Promise<string>;
  /** Changes the organization's settings as the owner does; resolves when the admin API has answered. */
  readonly changeSettings: (change: object) => Promise<void>;
  /** What it printed since the last start. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
  /** Starts it again over the same data folder; the process is there at once, the promise resolves when it is ready. */
  readonly start: () => Promise<void>;
  /** Stops it, deletes its cache and starts it again. */
  readonly restartEmpty: () => Promise<void>;
}

export async function startPullgate({ data, upstream, workers, port = 0 }: PullgateOptions): Promise<Pullgate> {
  await mkdir(data, { recursive: true });
  const flags = ['--workers', String(workers), '--gateway-listen', `127.0.0.1:${port}`];
  const startProcess = (): Promise<GatewayProcess> => startGateway({ upstreams: { 'docker.io': upstream }, data, flags, env: { PULLGATE_LOG_LEVEL: 'warn' } });
  let running = await startProcess();
  const start = async (): Promise<void> => {
    running = await startProcess();
  };
  const stop = async (): Promise<void> => {
    await running.stop();
  };
  const { member } = running;
  if (member === undefined) {
    await stop();
    throw new Error(`Pullgate printed no member to sign in as: ${running.output()}`);
  }

  let token = { authorization: '', atMs: -Infinity };
  const authorization = async (): Promise<string> => {
    if (performance.now() - token.atMs > tokenKeptMs) token = { authorization: await signIn(running.address, member), atMs: performance.now() };
    return token.authorization;
  };
  let ownersToken: Promise<string> | undefined;
  const changeSettings = async (change: object): Promise<void> => {
    ownersToken ??= signInAsOwner(running.adminAddress);
    const answer = await fetch(`${running.adminAddress}/v2/orgs/${organization}/settings`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await ownersToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(change),
    });
    if (answer.status !== 200) throw new Error(`settings were not changed: ${answer.status} ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  try {
    await changeSettings({ restricted_images: { enabled: true, allow_official_images: true } });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    data,
    address: () => running.address,
    processId: () => running.processId,
    authorization,
    changeSettings,
    output: () => running.output(),
    stop,
    start,
    restartEmpty: async () => {
      await stop();
      await rm(join(data, 'cache'), { recursive: true, force: true });
      await start();
    },
  };
}

/** The token endpoint, as a client uses it after the challenge. */
async function signIn(address: string, { username, secret }: { readonly username: string; readonly secret: string }): Promise<string> {
  const basic = Buffer.from(`${username}:${secret}`).toString('base64');
  const answer = await fetch(`${address}/token?service=bench`, { headers: { authorization: `Basic ${basic}` } });
  const said = await answer.text();
  const token = answer.status === 200 ? parseJson(said)['token'] : undefined;
  if (typeof token !== 'string') throw new Error(`no token was given: ${answer.status} ${said}`);
  return `Bearer ${token}`;
}

async function signInAsOwner(adminAddress: string): Promise<string> {
  const answer = await fetch(`${adminAddress}/v2/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: owner.username, password: owner.secret }),
  });
  const said = await answer.text();
  const token = answer.status === 200 ? parseJson(said)['token'] : undefined;
  if (typeof token !== 'string') throw new Error(`the owner could not sign in: ${answer.status}`);
  return token;
}
