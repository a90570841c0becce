// A developer's machine for setups: the outside world with the registries under their own names, and beside it a gateway whose printed files are put in place there.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientSetup } from '../../src/contract/client-setup.ts';
import { signInAtAdmin } from '../clients/admin-client.ts';
import { outsideWorldObstacle, startOutsideWorld } from '../clients/outside-world.ts';
import type { OutsideWorld } from '../clients/outside-world.ts';
import { startingSettings } from '../clients/stage.ts';
import { obstacle, requireRootTools } from '../clients/tool.ts';
import type { Tool } from '../clients/tool.ts';
import { organization, owner, startGateway } from '../gateway-process.ts';
import type { GatewayProcess } from '../gateway-process.ts';
import { mustRun } from '../upstream/command.ts';
import type { CommandOptions, CommandResult } from '../upstream/command.ts';
import { startUpstream, upstreamObstacle } from '../upstream/start.ts';
import type { TestUpstream } from '../upstream/start.ts';

export interface DeveloperMachine {
  readonly upstream: TestUpstream;
  readonly gateway: GatewayProcess;
  readonly member: { readonly username: string; readonly secret: string };
  readonly world: OutsideWorld;
  /** For the test's files, removed with the rest. */
  readonly folder: string;
  /** What `pullgate setup CLIENT --json` prints for the member. */
  setUp(client: string, words?: readonly string[]): Promise<ClientSetup>;
  /** Has `pullgate setup CLIENT --output` write the files, and copies them to where they go. */
  install(client: string, words?: readonly string[]): Promise<ClientSetup>;
  /** Runs a printed line, as root and without asking for a password: `input` is what is typed. */
  runLine(line: string, options?: CommandOptions): Promise<CommandResult>;
  close(): Promise<void>;
}

/** Why there can be none here, for node:test's `skip`. */
export function machineObstacle(...tools: readonly Tool[]): false | string {
  const reasons = [obstacle(upstreamObstacle()), outsideWorldObstacle(), requireRootTools(...tools)].filter((reason) => reason !== false);
  return reasons.length === 0 ? false : reasons.join('; ');
}

const pullgate = fileURLToPath(new URL('../../bin/pullgate.mjs', import.meta.url));
/** Where setups write beside /etc: the machine's own are hidden. */
const ownFolders = ['/usr/local/share/ca-certificates', '/usr/local/bin'] as const;

/** Image access is on as in `startingSettings`; docker.io and ghcr.io are configured. */
export async function startDeveloperMachine(options: { readonly env?: Readonly<Record<string, string>> } = {}): Promise<DeveloperMachine> {
  const closers = new AsyncDisposableStack();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'pullgate-setup-'));
    // Daemons that were just told to stop may still be writing there.
    closers.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
    const upstream = await startUpstream();
    closers.defer(() => upstream.stop());
    const gateway = await startGateway({ upstreams: { 'docker.io': upstream.address, 'ghcr.io': upstream.address }, proxy: true, ...options });
    closers.defer(() => gateway.remove());
    const { member } = gateway;
    if (member === undefined) throw new Error(`the first start printed no member: ${gateway.output()}`);
    await (await signInAtAdmin(gateway.adminAddress, organization, owner)).changeSettings(startingSettings);
    const world = await startOutsideWorld({ 'docker.io': upstream, 'ghcr.io': upstream });
    closers.defer(() => world.close());
    for (const path of ownFolders) await must(world, `mount -t tmpfs tmpfs ${path}`);
    await writeInside(world, '/usr/local/share/ca-certificates/outside.crt', world.certificatePem);

    const print = (words: readonly string[]): Promise<string> =>
      mustRun(process.execPath, [pullgate, 'setup', ...words, '--server', gateway.adminAddress], { env: { ...process.env, XDG_CONFIG_HOME: folder, PULLGATE_USERNAME: member.username, PULLGATE_PASSWORD: member.secret } });
    const setUp = async (client: string, words: readonly string[] = []): Promise<ClientSetup> => JSON.parse(await print([client, ...words, '--json'])) as ClientSetup;
    const install = async (client: string, words: readonly string[] = []): Promise<ClientSetup> => {
      const output = await mkdtemp(join(folder, 'output-'));
      const printed = await print([client, ...words, '--output', output]);
      const copy = /^sudo (cp -ri .*)$/m.exec(printed)?.[1];
      if (copy === undefined) throw new Error(`no line copies the files: ${printed}`);
      await must(world, copy.replace('-ri', '-r'));
      return setUp(client, words);
    };
    const runLine = (line: string, given: CommandOptions = {}): Promise<CommandResult> => world.run('sh', ['-c', line.replaceAll('sudo ', '')], given);
    return { upstream, gateway, member, world, folder, setUp, install, runLine, close: () => closers.disposeAsync() };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

/** Runs the lines that need neither systemd nor somebody at an editor, and returns those that do. */
export async function runLines({ world }: Pick<DeveloperMachine, 'world'>, commands: ClientSetup['commands'], isWanted: (line: string) => boolean): Promise<void> {
  for (const { line } of commands) if (isWanted(line)) await must(world, line.replaceAll('sudo ', ''));
}

/** The variables of a systemd drop-in, as systemd would set them: systemd.exec(5), Environment=. */
export async function dropInVariables(world: OutsideWorld, path: string): Promise<Readonly<Record<string, string>>> {
  const text = await must(world, `cat ${path}`);
  const lines = [...text.matchAll(/^Environment="([A-Z_]+)=((?:[^"\\]|\\.)*)"$/gm)];
  return Object.fromEntries(lines.map(([, name = '', value = '']) => [name, value.replace(/\\(.)/g, '$1').replaceAll('%%', '%')]));
}

/** A script outside that runs a command inside, for what starts programs by their path. */
export async function scriptInto({ world, folder }: Pick<DeveloperMachine, 'world' | 'folder'>, command: string): Promise<string> {
  const script = join(await mkdtemp(join(folder, 'script-')), command.replace(/.*\//, ''));
  await writeFile(script, `#!/bin/sh\nexec ${world.enter.join(' ')} ${command} "$@"\n`, { mode: 0o755 });
  return script;
}

/** A folder with a Dockerfile that starts FROM this image. */
export async function buildContext({ folder }: Pick<DeveloperMachine, 'folder'>, image: string): Promise<string> {
  const context = await mkdtemp(join(folder, 'context-'));
  await writeFile(join(context, 'Dockerfile'), `FROM ${image}\nLABEL built=yes\n`);
  return context;
}

async function must(world: OutsideWorld, line: string): Promise<string> {
  const { status, stdout, stderr } = await world.run('sh', ['-c', line]);
  if (status !== 0) throw new Error(`${line} ended with status ${String(status)}: ${stdout}${stderr}`);
  return stdout;
}

async function writeInside(world: OutsideWorld, path: string, text: string): Promise<void> {
  const { status, stderr } = await world.run('tee', [path], { input: text });
  if (status !== 0) throw new Error(`cannot write ${path}: ${stderr}`);
}

