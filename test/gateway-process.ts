// Starts the real server as its users do, in a process of its own, and reads from its output what a person would read.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { get as getWithTls } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

export const organization = 'acme';
export const owner = { username: 'owner', secret: 'correct-horse-battery' } as const;

export interface GatewayProcessOptions {
  /** Registries by name, each with its address: `{ 'docker.io': 'http://127.0.0.1:5001' }`. */
  readonly upstreams: Readonly<Record<string, string>>;
  /** The data folder; a new one that goes with `remove` when left out. */
  readonly data?: string;
  /** Further environment variables. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Further flags. */
  readonly flags?: readonly string[];
  /** Turns the proxy on, at free ports where no others are named here. */
  readonly proxy?: boolean | { readonly listen?: string; readonly tlsListen?: string };
}

/** The proxy of a gateway, as clients need it. */
export interface ProxyProcess {
  /** For HTTPS_PROXY: `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** The listener by TLS server name: `127.0.0.1:PORT`. */
  readonly tlsHost: string;
  /** The certificate authority's certificate in PEM, for SSL_CERT_FILE, in the gateway's data folder. */
  readonly caFile: string;
}

export interface GatewayProcess {
  /** `127.0.0.1:PORT`, as it stands before an image's name. */
  readonly host: string;
  /** `http://127.0.0.1:PORT` of the gateway, `https:` with TLS. */
  readonly address: string;
  /** `http://127.0.0.1:PORT` of the admin API. */
  readonly adminAddress: string;
  /** The first member, as printed by the first start; undefined on later starts. */
  readonly member: { readonly username: string; readonly secret: string } | undefined;
  /** With the option `proxy`. */
  readonly proxy: ProxyProcess | undefined;
  readonly data: string;
  readonly processId: number;
  /** Everything printed so far, standard output and error. */
  output(): string;
  /** Ends it as an init system does (SIGTERM) and returns its exit status, null when it had to be killed. */
  stop(): Promise<number | null>;
  /** Kills it at once (SIGKILL). */
  kill(): Promise<void>;
  /** Stops it and removes its data folder. */
  remove(): Promise<void>;
}

/** Both are of a machine that does a lot besides. */
const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;
const program = fileURLToPath(new URL('../bin/pullgate.mjs', import.meta.url));

/** Starts `pullgate serve` on free ports and waits until both listeners answer. */
export async function startGateway(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const data = options.data ?? (await mkdtemp(join(tmpdir(), 'pullgate-data-')));
  const upstreams = Object.entries(options.upstreams).flatMap(([registry, address]) => ['--upstream', `${registry}=${address}`]);
  const child = spawn(process.execPath, [program, 'serve', '--data', data, ...upstreams, ...proxyFlags(options.proxy), ...(options.flags ?? [])], {
    env: { ...environment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.once('error', (error) => (printed += error.message));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    const status = await ended;
    clearTimeout(late);
    return status;
  };
  const remove = async (): Promise<void> => {
    await stop();
    await rm(data, { recursive: true, force: true });
  };

  const deadlineMs = Date.now() + startTimeoutMs;
  for (;;) {
    const address = addressAfter(printed, 'gateway');
    const adminAddress = addressAfter(printed, 'admin');
    if (address !== undefined && adminAddress !== undefined && (await isReady(address))) {
      const host = new URL(address).host;
      const proxy = await findProxy(printed, data);
      return { host, address, adminAddress, member: printedMember(printed), proxy, data, processId: child.pid ?? 0, output: () => printed, stop, kill, remove };
    }
    if (child.exitCode !== null || Date.now() > deadlineMs) {
      await kill();
      throw new Error(`the gateway did not start: ${printed}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The caller's settings of Pullgate, if there are any, must not reach the process under test. */
function environment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PULLGATE_') && !/^(https?|all)_proxy$/i.test(name) && name !== 'NODE_TEST_CONTEXT');
  return {
    ...Object.fromEntries(inherited),
    PULLGATE_ORG: organization,
    PULLGATE_OWNER_USERNAME: owner.username,
    PULLGATE_OWNER_PASSWORD: owner.secret,
    PULLGATE_GATEWAY_LISTEN: '127.0.0.1:0',
    PULLGATE_ADMIN_LISTEN: '127.0.0.1:0',
    // Tests ask until something is so, and all from one address: more often than anybody else would.
    PULLGATE_ADMIN_RATE_LIMIT_PER_MINUTE: '100000',
    PULLGATE_ADMIN_ANONYMOUS_RATE_LIMIT_PER_MINUTE: '100000',
  };
}

function proxyFlags(proxy: GatewayProcessOptions['proxy']): readonly string[] {
  if (proxy === undefined || proxy === false) return [];
  const { listen = '127.0.0.1:0', tlsListen = '127.0.0.1:0' } = proxy === true ? {} : proxy;
  return ['--proxy-listen', listen, '--proxy-tls-listen', tlsListen];
}

async function findProxy(printed: string, data: string): Promise<ProxyProcess | undefined> {
  const address = addressAfter(printed, 'proxy');
  const tlsAddress = addressAfter(printed, 'proxy tls');
  if (address === undefined || tlsAddress === undefined) return undefined;
  const caFile = join(data, 'certificate-authority.pem');
  const store = new DatabaseSync(join(data, 'pullgate.db'), { readOnly: true });
  const { certificate } = store.prepare('SELECT certificate FROM certificate_authority').get() as { certificate: string };
  store.close();
  await writeFile(caFile, certificate);
  return { address, tlsHost: new URL(tlsAddress).host, caFile };
}

function addressAfter(printed: string, word: 'gateway' | 'admin' | 'proxy' | 'proxy tls'): string | undefined {
  return new RegExp(`^${word}(?: api)?:[^\\n]*?(https?://127\\.\\d+\\.\\d+\\.\\d+:\\d+)`, 'im').exec(printed)?.[1];
}

function printedMember(printed: string): GatewayProcess['member'] {
  const username = /docker login \S+ -u (\S+)/.exec(printed)?.[1];
  const secret = /^\s*(pgt_pat_\S+)\s*$/m.exec(printed)?.[1];
  return username === undefined || secret === undefined ? undefined : { username, secret };
}

/** Asks without checking a certificate: tests make their own. */
function isReady(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const url = `${address}/readyz`;
    const read = (answer: IncomingMessage): void => {
      answer.resume();
      resolve(answer.statusCode === 200);
    };
    const request = url.startsWith('https:') ? getWithTls(url, { rejectUnauthorized: false }, read) : get(url, read);
    request.once('error', () => resolve(false));
  });
}
