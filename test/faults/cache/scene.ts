// The scene of the fault tests: the real upstream, which can go and come back, and a gateway with a short memory of tags.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { signInAtAdmin } from '../../clients/admin-client.ts';
import { organization, owner, startGateway } from '../../gateway-process.ts';
import type { GatewayProcess } from '../../gateway-process.ts';
import { startUpstream } from '../../upstream/start.ts';
import type { TestUpstream } from '../../upstream/start.ts';
import { createPlainPull } from './plain-pull.ts';
import type { PlainPull } from './plain-pull.ts';

export interface SceneOptions {
  /** Of the gateway. */
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** Lines of a configuration file below `upstreams: docker.io:`. */
  readonly upstreamSettings?: readonly string[];
  /** The gateway's data folder; a new one when left out. */
  readonly data?: string;
}

/** What `pullgate cache show` has, of it what the tests look at. */
export interface CacheReport {
  /** Why nothing is kept; null: it is. */
  readonly problem: string | null;
  readonly blobs: number;
  readonly flights: number;
}

export interface RestartOptions {
  readonly kill?: boolean;
  /** Deletes the cache's folder while the gateway is stopped. */
  readonly forgetCache?: boolean;
  /** The registry's own address when left out. */
  readonly upstreams?: Readonly<Record<string, string>>;
}

/** `gateway` is the one that runs now. */
export interface Scene {
  readonly upstream: TestUpstream;
  readonly gateway: () => GatewayProcess;
  readonly cacheFolder: string;
  /** Of the gateway that runs now, signed in as the owner. */
  readonly client: () => PlainPull;
  /** Ends the gateway (SIGTERM, or SIGKILL) unless it is gone, and starts it over the same data. */
  restartGateway(how?: RestartOptions): Promise<void>;
  /** Empties the cache, except for what is being read. */
  forgetContent(): Promise<void>;
  report(): Promise<CacheReport>;
  /** Reads all of the cache again, as `pullgate cache verify` has it: the answer when that is done. */
  verify(): Promise<{ readonly state: string; readonly wrong_count: number }>;
  /** By the tag `latest`. */
  manifestPath(repository: string): string;
  blobPath(repository: string, digest: string): string;
  /** The largest layer of the image. */
  layerOf(repository: string): { readonly digest: string; readonly size: number };
  close(): Promise<void>;
}

export async function startScene({ env = {}, flags = [], upstreamSettings = [], data: given }: SceneOptions = {}): Promise<Scene> {
  const data = given ?? (await mkdtemp(join(tmpdir(), 'pullgate-faults-')));
  const closers = new AsyncDisposableStack();
  closers.defer(() => rm(data, { recursive: true, force: true }));
  const config = join(data, 'pullgate.yaml');
  await writeFile(config, ['upstreams:', '  docker.io:', ...(upstreamSettings.length === 0 ? ['blobs: cache'] : upstreamSettings).map((line) => `    ${line}`), ''].join('\n'));
  const upstream = await startUpstream();
  const { address } = upstream;
  closers.defer(() => upstream.stop());
  const start = (upstreams: Readonly<Record<string, string>> = { 'docker.io': address }): Promise<GatewayProcess> =>
    startGateway({ data, upstreams, flags: ['--config', config, ...flags], env: { PULLGATE_CACHE_TAG_FRESH_SECONDS: '1', ...env } });
  try {
    let gateway = await start();
    closers.defer(async () => {
      await gateway.stop();
    });
    let admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
    await admin.changeSettings({ enabled: true, allow_official_images: true, allow_verified_publishers: true, allow_community_images: true });
    let client = await createPlainPull(gateway.address, owner);
    return {
      upstream,
      gateway: () => gateway,
      client: () => client,
      cacheFolder: join(data, 'cache'),
      async restartGateway({ kill = false, forgetCache = false, upstreams } = {}) {
        await (kill ? gateway.kill() : gateway.stop());
        if (forgetCache) await rm(join(data, 'cache'), { recursive: true, force: true });
        gateway = await start(upstreams);
        client = await createPlainPull(gateway.address, owner);
        admin = await signInAtAdmin(gateway.adminAddress, organization, owner);
      },
      async forgetContent() {
        await admin.ask('POST', '/v2/cache/prune', { all: true });
      },
      async verify() {
        await admin.ask('POST', '/v2/cache/verify');
        return eventually('the cache is verified', async () => {
          const verification = (await admin.ask('GET', '/v2/cache/verify')) as Awaited<ReturnType<Scene['verify']>>;
          return verification.state !== 'running' && verification;
        });
      },
      report: async () => (await admin.ask('GET', '/v2/cache')) as CacheReport,
      manifestPath: (repository) => `/v2/${repository}/manifests/latest`,
      blobPath: (repository, digest) => `/v2/${repository}/blobs/${digest}`,
      layerOf(repository) {
        const image = upstream.images.find((candidate) => candidate.repository === repository);
        const largest = image?.layers.toSorted((one, other) => other.size - one.size)[0];
        return largest ?? assert.fail(`no image ${repository}`);
      },
      close: () => closers.disposeAsync(),
    };
  } catch (error) {
    await closers.disposeAsync();
    throw error;
  }
}

/** Polls until `isSo` gives something, for a minute at most. */
export async function eventually<T>(what: string, isSo: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  const deadlineMs = Date.now() + 60_000;
  for (;;) {
    const found = await isSo();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadlineMs) assert.fail(`${what}: not after a minute`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Names of the files that are being written in the cache, or still read by whom they arrived for. */
export async function incomingFiles(cacheFolder: string): Promise<readonly string[]> {
  return readdir(join(cacheFolder, 'v1', 'incoming'));
}

/** Files in place in the cache whose bytes are not those of their name, and how many there are in all. */
export async function checkContent(cacheFolder: string): Promise<{ readonly files: number; readonly wrong: readonly string[] }> {
  const content = join(cacheFolder, 'v1', 'content');
  const found = existsSync(content) ? await readdir(content, { recursive: true, withFileTypes: true }) : [];
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wrong: string[] = [];
  for (const file of files) {
    const hash = createHash(file.includes('/sha512/') ? 'sha512' : 'sha256');
    await pipeline(createReadStream(file), hash);
    if (hash.digest('hex') !== basename(file)) wrong.push(file);
  }
  return { files: files.length, wrong };
}
