// The world outside as a client on a developer's machine sees it: the registries under their own names and certificates, and an /etc of the test's own.
// A client that goes around the gateway really reaches a registry there, and the world remembers that it did.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mustRun, run } from '../upstream/command.ts';
import type { CommandOptions, CommandResult } from '../upstream/command.ts';
import { findCommand } from './installed.ts';
import { outsideHosts, startOutsideFront } from './outside-front.ts';
import type { OutsideRequest, PlainRegistry } from './outside-front.ts';
import { requireRootTools } from './tool.ts';

export interface OutsideWorld {
  /** Where the registries' names lead inside: nothing but the outside registries listens there, on port 443. */
  readonly address: string;
  /** Every name that leads to `address`. */
  readonly hosts: readonly string[];
  /** What reached a registry directly since the last `clear`: all of it went around the gateway. */
  readonly reached: readonly OutsideRequest[];
  clear(): void;
  /** From now on nothing answers there, as behind a firewall. */
  block(): Promise<void>;
  /** Undoes `block`. */
  unblock(): Promise<void>;
  /** Lets these names lead to another address, as a company's DNS does. */
  point(names: readonly string[], address: string): Promise<void>;
  /** Lets all names lead to the gateway that listens at `127.0.0.1:PORT` for TLS by server name: to a loopback address of its own, and from its port 443 on to there. */
  pointAtGateway(host: string): Promise<void>;
  /** All names lead to `address` again. */
  pointBack(): Promise<void>;
  /** Adds a certificate (PEM) to those that clients inside trust. */
  trust(certificatePem: string): Promise<void>;
  /** Writes a file below the /etc that clients inside see: `writeEtc('containers/registries.conf', '...')`. */
  writeEtc(path: string, text: string): Promise<void>;
  /** Removes a file or folder there. */
  removeEtc(path: string): Promise<void>;
  /** The certificate (PEM) of the authority that the outside registries' own certificates come from. */
  readonly certificatePem: string;
  /** The words before a command so that it runs inside; its working folder is then `/`. The process keeps its id. */
  readonly enter: readonly [string, ...string[]];
  /** Runs a command inside, with the environment of this process but for its proxies unless `env` is given. */
  run(command: string, parameters: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  close(): Promise<void>;
}

const trustStore = 'ssl/certs/ca-certificates.crt';

/** Why there can be no outside world here, for node:test's `skip`. */
export function outsideWorldObstacle(): false | string {
  return requireRootTools('unshare', 'nsenter', 'openssl');
}

/**
 * Makes it: a mount namespace with a copy of /etc in which the registries' names lead to one loopback address, and nothing else resolves.
 * The network is the machine's: a gateway outside is reached as ever.
 */
export async function startOutsideWorld(registries: Readonly<Record<string, PlainRegistry>>): Promise<OutsideWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-outside-'));
  const etc = join(folder, 'etc');
  const closers = new AsyncDisposableStack();
  closers.defer(() => rm(folder, { recursive: true, force: true }));
  try {
    const files = await makeCertificates(folder, outsideHosts(Object.keys(registries)));
    const front = await startOutsideFront(registries, files);
    closers.defer(() => front.close());
    const world = await writeWorld({ etc, certificatePem: await readFile(files.authority, 'utf8'), address: front.address, hosts: front.hosts });
    const holder = await holdNamespace(etc);
    closers.defer(() => endHolder(holder));
    const enter = [findCommand('nsenter') ?? 'nsenter', `--mount=/proc/${String(holder.pid)}/ns/mnt`, '--'] as const;
    const takeoverAddress = front.address.replace(/\.1$/, '.2');
    return {
      ...world,
      pointAtGateway: async (host) => {
        const relay = await relayTo(host, takeoverAddress);
        closers.defer(() => relay.close());
        await world.point(front.hosts, takeoverAddress);
      },
      reached: front.requests,
      clear: () => front.clear(),
      block: () => front.close(),
      unblock: () => front.reopen(),
      enter: [...enter],
      run: (command, parameters, options = {}) => run(enter[0], [...enter.slice(1), command, ...parameters], { ...options, env: options.env ?? withoutProxies(process.env) }),
      close: () => closers.disposeAsync(),
    };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

interface EtcOptions {
  readonly etc: string;
  readonly certificatePem: string;
  readonly address: string;
  readonly hosts: readonly string[];
}

/** Copies /etc and makes it the outside world's: names from `hosts` alone, its authority trusted. */
async function writeWorld({ etc, certificatePem, address, hosts }: EtcOptions): Promise<Pick<OutsideWorld, 'address' | 'hosts' | 'certificatePem' | 'point' | 'pointBack' | 'trust' | 'writeEtc' | 'removeEtc'>> {
  await mustRun('cp', ['--archive', '/etc', etc]);
  // In a container these may be links or mounts of the machine's: files of our own in their place.
  const writeEtc = async (path: string, text: string): Promise<void> => {
    const file = join(etc, path);
    await mkdir(dirname(file), { recursive: true });
    await rm(file, { force: true });
    await writeFile(file, text);
  };
  const removeEtc = (path: string): Promise<void> => rm(join(etc, path), { recursive: true, force: true });
  const point = (names: readonly string[], to: string): Promise<void> => {
    const lines = hosts.map((name) => `${names.includes(name) ? to : address} ${name}`);
    return writeEtc('hosts', ['127.0.0.1 localhost', '::1 localhost', ...lines, ''].join('\n'));
  };
  const trust = (pem: string): Promise<void> => appendFile(join(etc, trustStore), `\n${pem}`);
  await point([], address);
  await writeEtc('nsswitch.conf', 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n');
  await writeEtc('resolv.conf', '');
  await writeEtc(trustStore, certificatePem);
  // What the machine's clients are told is none of the test's business.
  for (const path of ['docker/daemon.json', 'containers/registries.conf', 'containers/registries.conf.d', 'containerd/certs.d']) await removeEtc(path);
  return { address, hosts, certificatePem, point, pointBack: () => point([], address), trust, writeEtc, removeEtc };
}

/** Carries every connection from port 443 of `address` to `host`. */
async function relayTo(host: string, address: string): Promise<{ readonly close: () => Promise<void> }> {
  const { hostname, port } = new URL(`http://${host}`);
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    for (const [one, other] of [[socket, onward], [onward, socket]] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(443, address);
  await once(server, 'listening');
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Starts a process whose mounts are its own, with `etc` in place of /etc; it ends with this one. */
async function holdNamespace(etc: string): Promise<ChildProcess> {
  const script = 'mount --bind "$1" /etc && echo ready && exec cat';
  const holder = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', script, 'sh', etc], { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  holder.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const ready = once(holder.stdout, 'data').then(() => true);
  const failed = Promise.race([once(holder, 'close'), once(holder, 'error')]).then(() => false);
  if (!(await Promise.race([ready, failed]))) throw new Error(`no mount namespace can be made here: ${printed}`);
  return holder;
}

async function endHolder(holder: ChildProcess): Promise<void> {
  const ended = once(holder, 'close');
  holder.kill('SIGKILL');
  await ended;
}

/** An authority, and a certificate of it for all these hosts. */
async function makeCertificates(folder: string, hosts: readonly string[]): Promise<{ readonly authority: string; readonly certificate: string; readonly key: string }> {
  const [authority, authorityKey, certificate, key] = ['outside-ca.crt', 'outside-ca.key', 'outside.crt', 'outside.key'].map((name) => join(folder, name)) as [string, string, string, string];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  await mustRun('openssl', ['req', '-x509', ...newKey, '-subj', '/CN=Outside World CA', '-keyout', authorityKey, '-out', authority]);
  const names = ['-subj', '/CN=outside registry', '-addext', `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`, '-addext', 'basicConstraints=critical,CA:FALSE'];
  await mustRun('openssl', ['req', '-x509', ...newKey, ...names, '-CA', authority, '-CAkey', authorityKey, '-keyout', key, '-out', certificate]);
  return { authority, certificate, key };
}

function withoutProxies(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(https?|all|no)_proxy$/i.test(name)));
}
