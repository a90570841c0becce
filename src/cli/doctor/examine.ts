// Examines this machine: every client that is installed, and the addresses themselves. It leaves the machine as it found it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Canaries } from './canaries.ts';
import type { Client } from './client.ts';
import { makeClient } from './clients/clients.ts';
import type { ClientName } from './clients/clients.ts';
import type { Finding } from './finding.ts';
import { findCommand } from './find-command.ts';
import { readProxyVariables } from './proxy-variables.ts';
import type { FoundClient, Report } from './report.ts';
import { runClient } from './run-client.ts';
import type { ClientEnvironment } from './run-client.ts';
import { openScene } from './scene.ts';
import { clientWays } from './ways/client-ways.ts';
import { tryDirectAddresses } from './ways/direct-address.ts';

const cleanUpTimeoutMs = 15_000;
/** podman refuses a run root of more than 50 characters, and some systems' TMPDIR has more already. */
const shortFolder = process.platform === 'win32' ? tmpdir() : '/tmp';

export interface ExamineOptions {
  readonly canaries: Canaries;
  readonly clients: readonly ClientName[];
  /** What the clients inherit. */
  readonly env: ClientEnvironment;
  /** For each run of a client. */
  readonly timeoutMs: number;
  /** Aborted when the person stops doctor. */
  readonly signal: AbortSignal;
  readonly showProgress: (text: string) => void;
}

/** Tries everything. Rejects with the signal's reason when that is aborted, everything cleaned up. */
export async function examine(options: ExamineOptions): Promise<Report> {
  const folder = await mkdtemp(join(shortFolder, `pullgate-doctor-${process.pid}-`));
  try {
    // The sign-ins of nobody: docker's, and podman's.
    await writeFile(join(folder, 'config.json'), '{}');
    await writeFile(join(folder, 'auth.json'), '{}');
    const trying = byStorage(makeClients(options, folder)).map((clients) => examineInTurn(clients, options));
    const [direct, ...ended] = await Promise.allSettled([tryDirectAddresses({ ...options, proxy: proxyOf(options.env) }), ...trying] as const);
    // All of them have cleaned up by now: only then may one's failure be everybody's end.
    const all = ended.flatMap(valueOf);
    return { canaries: options.canaries, clients: all.map(({ found }) => found), findings: [...all.flatMap(({ findings }) => findings), ...valueOf(direct)] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason as Error;
  return settled.value;
}

function makeClients({ clients, env, timeoutMs, signal }: ExamineOptions, folder: string): readonly Client[] {
  return clients.flatMap((name) => {
    const command = findCommand(name, env['PATH'] ?? '');
    if (command === undefined) return [];
    return makeClient[name]({
      command,
      env,
      folder,
      run: (parameters, environment = env, last) => runClient(command, parameters, { env: environment, timeoutMs, signal, ...(last === undefined ? {} : { last }) }),
      runToCleanUp: (parameters, environment = env) => runClient(command, parameters, { env: environment, timeoutMs: cleanUpTimeoutMs }),
    });
  });
}

function byStorage(clients: readonly Client[]): readonly (readonly Client[])[] {
  return [...Map.groupBy(clients, ({ storage }) => storage).values()];
}

interface Examined {
  readonly found: FoundClient;
  readonly findings: readonly Finding[];
}

async function examineInTurn(clients: readonly Client[], options: ExamineOptions): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const client of clients) examined.push(await examineClient(client, options));
  return examined;
}

async function examineClient(client: Client, { canaries, showProgress }: ExamineOptions): Promise<Examined> {
  try {
    const usable = await client.findOut();
    if ('obstacle' in usable) return { found: { name: client.name, version: null, obstacle: usable.obstacle }, findings: [] };
    const scene = await openScene(client, canaries, showProgress);
    const findings: Finding[] = [];
    for (const tryWay of clientWays) findings.push(...(await tryWay(scene)));
    return { found: { name: client.name, version: usable.version, obstacle: null }, findings };
  } finally {
    await client.cleanUp();
  }
}

function proxyOf(env: ClientEnvironment): URL | undefined {
  const { proxy } = readProxyVariables(env);
  if (proxy === undefined) return undefined;
  return URL.parse(/^https?:\/\//.test(proxy) ? proxy : `http://${proxy}`) ?? undefined;
}
