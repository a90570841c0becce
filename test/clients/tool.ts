// Says whether the foreign commands that a test drives are here, and what to type when they are not.
import { isInstalled } from './installed.ts';

/** Debian's package of each command. */
const packages = {
  docker: 'docker.io',
  dockerd: 'docker.io',
  containerd: 'containerd',
  ctr: 'containerd',
  podman: 'podman',
  buildah: 'buildah',
  skopeo: 'skopeo',
  umoci: 'umoci',
  'docker-compose': 'docker-compose',
  'docker-registry': 'docker-registry',
  tar: 'tar',
  unshare: 'util-linux',
  nsenter: 'util-linux',
  'chromium-headless-shell': 'chromium-headless-shell',
  openssl: 'openssl',
  python3: 'python3',
  curl: 'curl',
} as const;

export type Tool = keyof typeof packages;

/**
 * False when all tools are installed, else the reason to skip, with the line that installs them.
 * With PULLGATE_TEST_ALL=1 nothing may be skipped: a missing tool is then an error.
 */
export function requireTools(...tools: readonly Tool[]): false | string {
  return obstacle(missingTools(tools));
}

/** As `requireTools`, for tools that work as root alone: they make mounts and namespaces of their own. */
export function requireRootTools(...tools: readonly Tool[]): false | string {
  const notRoot = process.getuid?.() === 0 ? undefined : `${tools.join(' and ')} ${tools.length === 1 ? 'needs' : 'need'} root here: run the tests as root`;
  return obstacle(missingTools(tools) ?? notRoot);
}

/** Turns a reason into a skip, or into a failure where everything must run. */
export function obstacle(reason: string | undefined): false | string {
  if (reason === undefined) return false;
  if (process.env['PULLGATE_TEST_ALL'] === '1') throw new Error(`PULLGATE_TEST_ALL=1 and ${reason}`);
  return reason;
}

function missingTools(tools: readonly Tool[]): string | undefined {
  const missing = tools.filter((tool) => !isInstalled(tool));
  if (missing.length === 0) return undefined;
  const names = [...new Set(missing.map((tool) => packages[tool]))];
  return `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed: apt-get install ${names.join(' ')}`;
}
