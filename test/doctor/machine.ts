// A developer's machine in the outside world, with a gateway beside it: `pullgate doctor` and the clients run inside, where every registry can be reached directly.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../src/cli/doctor/finding.ts';
import type { FoundClient } from '../../src/cli/doctor/report.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import type { AdminClient } from '../clients/admin-client.ts';
import { startOutsideWorld } from '../clients/outside-world.ts';
import type { OutsideWorld } from '../clients/outside-world.ts';
import { startingSettings } from '../clients/stage.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess, GatewayProcessOptions } from '../gateway-process.ts';
import type { CommandResult } from '../upstream/command.ts';
import { startUpstream } from '../upstream/start.ts';
import type { TestUpstream } from '../upstream/start.ts';

/** As --json prints it. */
export interface DoctorReport {
  readonly covered: boolean;
  readonly leaks: number;
  readonly clients: readonly FoundClient[];
  readonly findings: readonly Finding[];
}

export interface Diagnosis extends CommandResult {
  /** Throws, with all that was printed, when there is none. */
  readonly report: () => DoctorReport;
}

export interface Machine {
  readonly upstream: TestUpstream;
  readonly gateway: GatewayProcess;
  /** The gateway's member, who is signed in at the command line. */
  readonly member: { readonly username: string; readonly secret: string };
  readonly admin: AdminClient;
  readonly world: OutsideWorld;
  /** The command line's own file, for `node`. */
  readonly program: string;
  /** The person's own folder, for HOME. */
  readonly home: string;
  /** What everything on the machine inherits. */
  readonly env: NodeJS.ProcessEnv;
  /** Keeps the member's sign-in at these hosts where docker and podman look for it. */
  readonly signIn: (...hosts: readonly string[]) => Promise<void>;
  /** Runs `pullgate doctor --json` with these clients and further words. */
  readonly doctor: (words: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Diagnosis>;
  /** Starts `pullgate doctor` and leaves it running. */
  readonly startDoctor: (words: readonly string[], env?: NodeJS.ProcessEnv) => ChildProcess;
  readonly close: () => Promise<void>;
}

/** Refused by `startingSettings`, and served by the outside world. */
const existingImage = 'someuser/custom-image';
/** Allowed by `startingSettings`, and small. */
const allowedImage = 'library/alpine';
const program = fileURLToPath(new URL('../../bin/pullgate.mjs', import.meta.url));
const doctorTimeoutMs = 240_000;

/** Starts it: docker.io and ghcr.io outside, image access on, and nobody signed in but at the command line. */
export async function startMachine(gatewayOptions: Omit<GatewayProcessOptions, 'upstreams'> = {}): Promise<Machine> {
  const closers = new AsyncDisposableStack();
  try {
    const upstream = await startUpstream();
    closers.defer(() => upstream.stop());
    const gateway = await startGateway({ ...gatewayOptions, upstreams: { 'docker.io': upstream.address } });
    closers.defer(() => gateway.remove());
    const { member } = gateway;
    if (member === undefined) throw new Error('the gateway printed no member');
    const admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
    await admin.changeSettings(startingSettings);
    const world = await startOutsideWorld({ 'docker.io': upstream, 'ghcr.io': upstream });
    closers.defer(() => world.close());
    const home = await mkdtemp(join(tmpdir(), 'pullgate-machine-'));
    closers.defer(() => rm(home, { recursive: true, force: true }));
    await mkdir(join(home, 'tmp'));
    const env = { PATH: process.env['PATH'], HOME: home, XDG_RUNTIME_DIR: home, TMPDIR: join(home, 'tmp'), PULLGATE_SERVER: gateway.adminAddress, PULLGATE_USERNAME: member.username, PULLGATE_PASSWORD: member.secret };
    const command = [process.execPath, program, 'doctor', '--allowed', allowedImage, '--existing', existingImage];
    const doctor = async (words: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<Diagnosis> => {
      const [node = '', ...rest] = [...command, '--json', ...words];
      const ended = await world.run(node, rest, { env: { ...env, ...more }, timeoutMs: doctorTimeoutMs });
      return { ...ended, report: () => readReport(ended) };
    };
    const startDoctor = (words: readonly string[], more: NodeJS.ProcessEnv = {}): ChildProcess => {
      const [enter, ...rest] = [...world.enter, ...command, ...words] as const;
      return spawn(enter, rest, { env: { ...env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
    };
    const signIn = async (...hosts: readonly string[]): Promise<void> => {
      const auth = Buffer.from(`${member.username}:${member.secret}`).toString('base64');
      await mkdir(join(home, '.docker'), { recursive: true });
      await writeFile(join(home, '.docker/config.json'), JSON.stringify({ auths: Object.fromEntries(hosts.map((host) => [host, { auth }])) }));
    };
    return { upstream, gateway, member, admin, world, program, home, env, signIn, doctor, startDoctor, close: () => closers.disposeAsync() };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

function readReport({ stdout, stderr, status }: CommandResult): DoctorReport {
  try {
    return JSON.parse(stdout) as DoctorReport;
  } catch {
    throw new Error(`doctor ended with status ${String(status)} and printed no report: ${stdout}${stderr}`);
  }
}

/** `podman, refused image: leaks` for each finding with this result, each once. */
export function findingsWith(report: DoctorReport, result: Finding['result']): readonly string[] {
  return [...new Set(report.findings.filter((finding) => finding.result === result).map(({ client, way }) => `${client}, ${way}`))];
}

/** The first finding of this way. */
export function findingOf(report: DoctorReport, client: string, way: Finding['way']): Finding {
  const found = report.findings.find((finding) => finding.client === client && finding.way === way);
  if (found === undefined) throw new Error(`${client} was not tried: ${way}`);
  return found;
}

/** Nothing outside answers meanwhile, as behind a firewall. */
export async function whileBlocked(world: OutsideWorld, act: () => Promise<void>): Promise<void> {
  await world.block();
  try {
    await act();
  } finally {
    await world.unblock();
  }
}

/** Runs `pullgate setup CLIENT` inside, as the machine's administrator: its files take their places below the machine's own /etc. */
export async function setUp({ world, env }: Machine, ...words: readonly string[]): Promise<void> {
  const { status, stdout, stderr } = await world.run(process.execPath, [program, 'setup', ...words, '--output', '/', '--json'], { env });
  if (status !== 0) throw new Error(`pullgate setup ${words.join(' ')} failed: ${stderr}`);
  const { files } = JSON.parse(stdout) as { files: readonly { path: string }[] };
  const elsewhere = files.filter(({ path }) => !path.startsWith('/etc/'));
  if (elsewhere.length > 0) throw new Error(`written outside of /etc: ${elsewhere.map(({ path }) => path).join(', ')}`);
}
