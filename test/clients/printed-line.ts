// The very lines in which each client tells that a pull or a sign-in was refused, as measured with Debian 12's versions and with newer ones (docs/clients.md).
import { STATUS_CODES } from 'node:http';
import type { CommandResult } from '../upstream/command.ts';
import type { ClientName } from './stage.ts';

/** What was pulled, as it stands in the client's line. */
export interface Pulled {
  /** `127.0.0.1:5000`. */
  readonly host: string;
  readonly repository: string;
  /** `latest`, or `sha256:...`. */
  readonly reference: string;
}

export function imageName({ host, repository, reference }: Pulled): string {
  return `${host}/${repository}${reference.includes(':') ? '@' : ':'}${reference}`;
}

/** The client's last line: its error, without the time that skopeo puts before it. */
export function errorLine({ stderr }: CommandResult): string {
  return (stderr.trimEnd().split('\n').at(-1) ?? '').replace(/^time="[^"]*" /, '');
}

/** Clients whose `login` asks the gateway. */
export type LoginClient = Exclude<ClientName, 'ctr' | 'ctr-2' | 'ctr-1.7' | 'crane' | 'buildctl'>;

export function hasLogin(name: ClientName): name is LoginClient {
  return name in badLoginLine;
}

/** A refusal at the registry: 401 with the reason in the challenge and in the body. */
export const denialLine = {
  docker: (_pulled, message) => `Error response from daemon: unauthorized: ${message}`,
  podman: (pulled, message) => `Error: ${source(pulled)}: unauthorized: ${message}`,
  buildah: (pulled, message) => `Error: ${source(pulled)}: unauthorized: ${message}`,
  skopeo: (pulled, message) => fatal(`${source(pulled)}: unauthorized: ${message}`),
  ctr: (pulled, message) =>
    `ctr: failed to resolve reference "${imageName(pulled)}": pull access denied, repository does not exist or may require authorization: server message: ${message}: authorization failed`,
  crane: (pulled, message) => cranes(pulled, 'UNAUTHORIZED', message),
  regctl: (pulled, message) => regctls(pulled, 'unauthorized [http 403]', bodyOf('DENIED', message)),
  'ctr-2': (_pulled, message) => `ctr: failed to resolve image: pull access denied, repository does not exist or may require authorization: server message: ${message}: authorization failed`,
  'ctr-1.7': (pulled, message) =>
    `ctr: failed to resolve reference "${imageName(pulled)}": pull access denied, repository does not exist or may require authorization: server message: ${message}: authorization failed`,
  buildctl: (pulled, message) => buildctls(pulled, `${fromHead(pulled)}: 401 ${message}`),
  'docker-28': (_pulled, message) => `Error response from daemon: unauthorized: ${message}`,
  'docker-29': (_pulled, message) => `Error response from daemon: error from registry: ${message}`,
} as const satisfies Record<ClientName, (pulled: Pulled, message: string) => string>;

/** A refused push: the same answer, to the start of an upload. */
export const pushDenialLine = {
  docker: (_pushed, message) => `unauthorized: ${message}`,
  podman: (pushed, message) => `Error: ${upload(pushed)}: unauthorized: ${message}`,
  buildah: (pushed, message) => `Error: pushing image "${pushed.host}/library/alpine:latest" to "docker://${imageName(pushed)}": ${upload(pushed)}: unauthorized: ${message}`,
  skopeo: (pushed, message) => fatal(`${upload(pushed)}: unauthorized: ${message}`),
  ctr: (_pushed, message) => `ctr: server message: ${message}: authorization failed`,
  'docker-28': (_pushed, message) => `unauthorized: ${message}`,
  'docker-29': (_pushed, message) => `error from registry: ${message}`,
} as const satisfies Partial<Record<ClientName, (pushed: Pulled, message: string) => string>>;

/** 404: there is no such tag; containerd never shows the body. */
export const missingLine = {
  docker: (pulled, message) => `Error response from daemon: manifest for ${imageName(pulled)} not found: manifest unknown: ${message}`,
  podman: (pulled, message) => `Error: ${source(pulled)}: manifest unknown: ${message}`,
  buildah: (pulled, message) => `Error: ${source(pulled)}: manifest unknown: ${message}`,
  skopeo: (pulled, message) => fatal(`${source(pulled)}: manifest unknown: ${message}`),
  ctr: (pulled) => `ctr: failed to resolve reference "${imageName(pulled)}": ${imageName(pulled)}: not found`,
  crane: (pulled, message) => cranes(pulled, 'MANIFEST_UNKNOWN', message),
  regctl: (pulled, message) => regctls(pulled, 'not found [http 404]', bodyOf('MANIFEST_UNKNOWN', message)),
  'ctr-2': (pulled) => `ctr: failed to resolve image: ${imageName(pulled)}: not found`,
  'ctr-1.7': (pulled) => `ctr: failed to resolve reference "${imageName(pulled)}": ${imageName(pulled)}: not found`,
  buildctl: (pulled) => buildctls(pulled, `${imageName(pulled)}: not found`),
  'docker-28': (pulled, message) => `Error response from daemon: manifest for ${imageName(pulled)} not found: manifest unknown: ${message}`,
  'docker-29': (pulled) => `Error response from daemon: failed to resolve reference "${imageName(pulled)}": ${imageName(pulled)}: not found`,
} as const satisfies Record<ClientName, (pulled: Pulled, message: string) => string>;

/** 5xx: Debian's versions of all of them print the status line alone, `status` being its number and reason phrase. */
export const badManifestLine = {
  docker: (_pulled, status) => `Error response from daemon: received unexpected HTTP status: ${status}`,
  podman: (pulled, status) => `Error: ${source(pulled)}: received unexpected HTTP status: ${status}`,
  buildah: (pulled, status) => `Error: ${source(pulled)}: received unexpected HTTP status: ${status}`,
  skopeo: (pulled, status) => fatal(`${source(pulled)}: received unexpected HTTP status: ${status}`),
  ctr: (pulled, status) => `ctr: failed to resolve reference "${imageName(pulled)}": pulling from host ${pulled.host} failed with status code [manifests ${pulled.reference}]: ${status}`,
  crane: (pulled, status) => cranes(pulled, 'UNAVAILABLE', withoutNumber(status)),
  regctl: (pulled, status) => regctls(pulled, `unexpected http status code: ${STATUS_CODES[status.slice(0, 3)] ?? ''} [http ${status.slice(0, 3)}]`, bodyOf('UNAVAILABLE', withoutNumber(status))),
  'ctr-2': (pulled, status) => `ctr: failed to resolve image: ${fromHead(pulled)}: ${status}`,
  'ctr-1.7': (pulled, status) => `ctr: failed to resolve reference "${imageName(pulled)}": ${fromHead(pulled)}: ${status}`,
  buildctl: (pulled, status) => buildctls(pulled, `${fromHead(pulled)}: ${status}`),
  'docker-28': (_pulled, status) => `Error response from daemon: received unexpected HTTP status: ${status}`,
  'docker-29': (pulled, status) => `Error response from daemon: unknown: failed to resolve reference "${imageName(pulled)}": ${fromHead(pulled)}: ${status}`,
} as const satisfies Record<ClientName, (pulled: Pulled, status: string) => string>;

/** 429, after the client has tried as often as it does; regctl says no more than that it did. */
export const rateLimitLine = {
  docker: (_pulled, message) => `Error response from daemon: toomanyrequests: ${message}`,
  podman: (pulled, message) => `Error: ${source(pulled)}: toomanyrequests: ${message}`,
  buildah: (pulled, message) => `Error: ${source(pulled)}: toomanyrequests: ${message}`,
  skopeo: (pulled, message) => fatal(`${source(pulled)}: toomanyrequests: ${message}`),
  ctr: (pulled, message) => badManifestLine.ctr(pulled, `429 ${message}`),
  crane: (pulled, message) => cranes(pulled, 'TOOMANYREQUESTS', message),
  regctl: (pulled) => `copy failed, error getting source: failed to get manifest ${imageName(pulled)}: retry limit exceeded`,
  'ctr-2': (pulled, message) => badManifestLine['ctr-2'](pulled, `429 ${message}`),
  'ctr-1.7': (pulled, message) => badManifestLine['ctr-1.7'](pulled, `429 ${message}`),
  buildctl: (pulled, message) => buildctls(pulled, `${fromHead(pulled)}: 429 ${message}`),
  'docker-28': (_pulled, message) => `Error response from daemon: toomanyrequests: ${message}`,
  'docker-29': (pulled, message) => badManifestLine['docker-29'](pulled, `429 ${message}`),
} as const satisfies Record<ClientName, (pulled: Pulled, message: string) => string>;

/** A pull with credentials that the token endpoint refuses. */
export const badSignInLine = {
  docker: ({ host, repository, reference }, message) => `Error response from daemon: Head "http://${host}/v2/${repository}/manifests/${reference}": unauthorized: ${message}`,
  podman: (pulled, message) => `Error: ${withoutToken(pulled)}: unauthorized: ${message}`,
  buildah: (pulled, message) => `Error: ${withoutToken(pulled)}: unauthorized: ${message}`,
  skopeo: (pulled, message) => fatal(`${withoutToken(pulled)}: unauthorized: ${message}`),
  ctr: (pulled, message) => `ctr: failed to resolve reference "${imageName(pulled)}": failed to authorize: failed to fetch oauth token: unexpected status: 401 ${message}`,
  crane: ({ host, repository }, message) => `Error: GET http://${host}/token?${tokenQuery(repository)}: UNAUTHORIZED: ${message}`,
  regctl: (pulled) => `copy failed, error getting source: failed to get manifest ${imageName(pulled)}: unauthorized`,
  'ctr-2': ({ host, repository }, message) => `ctr: failed to resolve image: failed to authorize: failed to fetch oauth token: unexpected status from GET request to http://${host}/token?${tokenQuery(repository)}: 401 ${message}`,
  'ctr-1.7': (pulled, message) =>
    `ctr: failed to resolve reference "${imageName(pulled)}": failed to authorize: failed to fetch oauth token: unexpected status from GET request to http://${pulled.host}/token?${tokenQuery(pulled.repository)}: 401 ${message}`,
  buildctl: (_pulled, message) => `error: failed to solve: failed to fetch oauth token: unauthorized: ${message}`,
  'docker-28': ({ host, repository, reference }, message) => `Error response from daemon: Head "http://${host}/v2/${repository}/manifests/${reference}": unauthorized: ${message}`,
  'docker-29': (_pulled, message) => `Error response from daemon: error from registry: ${message}`,
} as const satisfies Record<ClientName, (pulled: Pulled, message: string) => string>;

/** A login that the token endpoint refuses: podman, buildah, skopeo and regctl have one line for all reasons, and never ours. */
export const badLoginLine = {
  docker: (host, message) => `Error response from daemon: Get "http://${host}/v2/": unauthorized: ${message}`,
  podman: (host) => `Error: logging into "${host}": invalid username/password`,
  buildah: (host) => `Error: logging into "${host}": invalid username/password`,
  skopeo: (host) => fatal(`logging into "${host}": invalid username/password`),
  regctl: (host) => `failed to ping registry ${host}: unauthorized`,
  'docker-28': (host, message) => `Error response from daemon: Get "http://${host}/v2/": unauthorized: ${message}`,
  'docker-29': (host, message) => `Error response from daemon: Get "http://${host}/v2/": unauthorized: ${message}`,
} as const satisfies Record<LoginClient, (host: string, message: string) => string>;

function source(pulled: Pulled): string {
  return `initializing source docker://${imageName(pulled)}: reading manifest ${pulled.reference} in ${pulled.host}/${pulled.repository}`;
}

function withoutToken(pulled: Pulled): string {
  return `initializing source docker://${imageName(pulled)}: unable to retrieve auth token: invalid username/password`;
}

function fatal(message: string): string {
  return `level=fatal msg="${message.replaceAll('"', '\\"')}"`;
}

function cranes({ host, repository, reference }: Pulled, code: string, message: string): string {
  return `Error: GET http://${host}/v2/${repository}/manifests/${reference}: ${code}: ${message}`;
}

function buildctls(pulled: Pulled, problem: string): string {
  return `error: failed to solve: ${imageName(pulled)}: failed to resolve source metadata for ${imageName(pulled)}: ${problem}`;
}

function fromHead({ host, repository, reference }: Pulled): string {
  return `unexpected status from HEAD request to http://${host}/v2/${repository}/manifests/${reference}`;
}

function regctls(pulled: Pulled, status: string, body: string): string {
  return `copy failed, error getting source: failed to get manifest ${imageName(pulled)}: request failed: ${status}: ${body}`;
}

/** What stands after the number of a status line. */
function withoutNumber(status: string): string {
  return status.slice('502 '.length);
}

function bodyOf(code: string, message: string): string {
  return JSON.stringify({ errors: [{ code, message }] });
}

/** Of the token endpoint's address, in clients that print all of it. */
function tokenQuery(repository: string): string {
  return `scope=${encodeURIComponent(`repository:${repository}:pull`)}&service=pullgate`;
}

function upload({ host, repository }: Pulled): string {
  return `writing blob: initiating layer upload to /v2/${repository}/blobs/uploads/ in ${host}`;
}
