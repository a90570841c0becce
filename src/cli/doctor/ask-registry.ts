// Asks a registry's own address for a manifest as an anonymous client does: once for the challenge, once with the token that it leads to.
import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { parseChallenges } from '../../core/distribution/challenge.ts';
import { openTls } from './open-tls.ts';

const KiB = 1024;
const bodyBytesMax = 64 * KiB;
const timeoutMs = 10_000;
const manifestTypes = 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.list.v2+json, application/vnd.docker.distribution.manifest.v2+json';

export interface RegistryQuestion {
  readonly host: string;
  /** `pullgate-doctor/refused` */
  readonly repository: string;
  readonly tag: string;
  /** The proxy to go through; undefined for none. */
  readonly proxy?: URL;
  readonly signal: AbortSignal;
}

export interface RegistryReply {
  readonly status: number;
  /** Everything that was said on the way: challenges and bodies. */
  readonly said: string;
  /** It speaks as the distribution spec has it. */
  readonly isRegistry: boolean;
  /** It is a page for people, such as one that says what is blocked. */
  readonly isPage: boolean;
  /** Who signed the certificate that was shown. */
  readonly issuer: string;
}

/** Throws ProxyRefusal, and what Node throws when nothing answers. */
export async function askRegistry({ host, repository, tag, proxy, signal }: RegistryQuestion): Promise<RegistryReply> {
  const path = `/v2/${repository}/manifests/${tag}`;
  const ask = (url: URL, headers: Readonly<Record<string, string>>): Promise<Reply> => get(url, { headers, proxy, signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) });
  const first = await ask(new URL(`https://${host}${path}`), { accept: manifestTypes });
  const token = await askForToken(first.challenge, ask);
  const last = token.value === undefined ? first : await ask(new URL(`https://${host}${path}`), { accept: manifestTypes, authorization: `Bearer ${token.value}` });
  return {
    status: last.status,
    said: [first, token.reply, last].map((reply) => (reply === undefined ? '' : `${reply.challenge}\n${reply.body}`)).join('\n'),
    isRegistry: first.isRegistry || last.isRegistry,
    isPage: first.isPage && last.isPage,
    issuer: first.issuer,
  };
}

interface Reply {
  readonly status: number;
  readonly challenge: string;
  readonly body: string;
  readonly isRegistry: boolean;
  readonly isPage: boolean;
  readonly issuer: string;
}

/** The anonymous token that a Bearer challenge leads to. */
async function askForToken(challenge: string, ask: (url: URL, headers: Readonly<Record<string, string>>) => Promise<Reply>): Promise<{ readonly value?: string; readonly reply?: Reply }> {
  const parameters = parseChallenges(challenge).find(({ scheme }) => scheme === 'bearer')?.parameters;
  const realm = URL.parse(parameters?.get('realm') ?? '');
  if (realm?.protocol !== 'https:' || realm.port !== '') return {};
  for (const name of ['service', 'scope']) {
    const value = parameters?.get(name);
    if (value !== undefined) realm.searchParams.set(name, value);
  }
  const reply = await ask(realm, {});
  const value = /"(?:access_)?token"\s*:\s*"([^"]+)"/.exec(reply.body)?.[1];
  return { reply, ...(value === undefined ? {} : { value }) };
}

interface GetOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly proxy: URL | undefined;
  readonly signal: AbortSignal;
}

async function get(url: URL, { headers, proxy, signal }: GetOptions): Promise<Reply> {
  const socket = await openTls({ host: url.hostname, ...(proxy === undefined ? {} : { proxy }), signal });
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asking = request(url, { headers: { ...headers, host: url.host, 'user-agent': 'pullgate-doctor', connection: 'close' }, createConnection: () => socket, signal });
      asking.once('response', resolve);
      asking.once('error', reject);
      asking.end();
    });
    const challenge = answer.headers['www-authenticate'] ?? '';
    const isRegistry = answer.headers['docker-distribution-api-version'] !== undefined || /^bearer /i.test(challenge);
    const status = answer.statusCode ?? 0;
    const isPage = status < 500 && /^text\/html\b/i.test(answer.headers['content-type'] ?? '');
    return { status, challenge, body: await readBody(answer), isRegistry, isPage, issuer: issuerOf(socket) };
  } finally {
    socket.destroy();
  }
}

async function readBody(answer: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of answer) {
    body += (chunk as Buffer).toString();
    if (body.length > bodyBytesMax) break;
  }
  return body;
}

function issuerOf(socket: TLSSocket): string {
  const { issuer } = socket.getPeerCertificate() as Partial<ReturnType<TLSSocket['getPeerCertificate']>>;
  const name = issuer?.CN ?? issuer?.O ?? 'nobody';
  return Array.isArray(name) ? name.join(', ') : name;
}
