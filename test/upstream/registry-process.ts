// Starts Debian's docker-registry on a free loopback port: the real registry behind the Hub-like front.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findCommand } from '../clients/installed.ts';

export interface RegistryProcess {
  /** `http://127.0.0.1:PORT`, without a path. */
  readonly address: string;
  stop(): Promise<void>;
}

const configurationFile = fileURLToPath(new URL('docker-registry.yml', import.meta.url));

/** Starts it over `folder`; `isReadOnly` refuses every upload. Fails when it isn't listening within a minute. */
export function startRegistryProcess(q: { folder: string; isReadOnly: boolean }): Promise<RegistryProcess> {
  const command = findCommand('docker-registry');
  if (command === undefined) throw new Error('docker-registry is not installed: apt-get install docker-registry');
  const child = spawn(command, ['serve', configurationFile], {
    env: {
      ...process.env,
      REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY: q.folder,
      ...(q.isReadOnly ? { REGISTRY_STORAGE_MAINTENANCE_READONLY: '{"enabled":true}' } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const stop = (): Promise<void> => {
    child.kill('SIGKILL');
    return ended;
  };
  return new Promise((resolve, reject) => {
    let printed = '';
    const timer = setTimeout(() => fail('is not listening after a minute'), 60_000);
    const fail = (what: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`docker-registry ${what}: ${printed.slice(-2000)}`));
    };
    const read = (chunk: Buffer): void => {
      if (printed.length < 100_000) printed += chunk.toString();
      const address = /listening on (127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve({ address: `http://${address}`, stop });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(`can't be started (${error.message})`));
    child.once('close', (status) => fail(`ended with status ${String(status)}`));
  });
}
