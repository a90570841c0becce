// TLS clients that check certificates by themselves: OpenSSL, curl, Go's (skopeo), Node's. Each is asked whether it believes a server.
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { ServerOptions } from 'node:https';
import { isIP } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import tls from 'node:tls';
import { requireTools } from '../clients/tool.ts';
import { run } from '../upstream/command.ts';
import type { CommandResult } from '../upstream/command.ts';

interface Question {
  /** `localhost` or `127.0.0.1`, which every machine knows; all but skopeo go to 127.0.0.1 whatever the name. */
  readonly host: string;
  readonly port: number;
  /** A folder in which `ca.crt` is all that the client trusts. */
  readonly trustFolder: string;
}

/** Undefined: the server is believed. Otherwise what the client says. */
type Ask = (question: Question) => Promise<string | undefined>;

export interface TlsClient {
  readonly name: string;
  readonly skip: false | string;
  readonly ask: Ask;
}

const refusal = ({ status, stdout, stderr }: CommandResult): string | undefined => (status === 0 ? undefined : `${stdout}${stderr}`);
const caFile = (trustFolder: string): string => join(trustFolder, 'ca.crt');

export const tlsClients: readonly TlsClient[] = [
  {
    name: 'openssl',
    skip: requireTools('openssl'),
    ask: async ({ host, port, trustFolder }) => {
      const named = isIP(host) === 0 ? ['-servername', host, '-verify_hostname', host] : ['-verify_ip', host];
      return refusal(await run('openssl', ['s_client', '-connect', `127.0.0.1:${String(port)}`, ...named, '-verify_return_error', '-CAfile', caFile(trustFolder), '-no-CApath', '-no-CAstore', '-brief']));
    },
  },
  {
    name: 'curl',
    skip: requireTools('curl'),
    ask: async ({ host, port, trustFolder }) =>
      refusal(await run('curl', ['-sS', '-4', '--noproxy', '*', '--resolve', `${host}:${String(port)}:127.0.0.1`, '--cacert', caFile(trustFolder), `https://${host}:${String(port)}/v2/`])),
  },
  {
    name: 'skopeo',
    skip: requireTools('skopeo'),
    ask: async ({ host, port, trustFolder }) => refusal(await run('skopeo', ['list-tags', '--cert-dir', trustFolder, `docker://${host}:${String(port)}/library/app`], { env: { PATH: process.env['PATH'] ?? '', HOME: trustFolder } })),
  },
  { name: 'node', skip: false, ask: askNode },
];

async function askNode({ host, port, trustFolder }: Question): Promise<string | undefined> {
  const socket = tls.connect({ port, host: '127.0.0.1', ca: readFileSync(caFile(trustFolder)), checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(host, certificate), ...(isIP(host) === 0 ? { servername: host } : {}) });
  try {
    await once(socket, 'secureConnect');
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    socket.destroy();
  }
}

/** A registry of one repository, `library/app`, behind TLS, on a free port of this machine. */
export async function serveTls(t: TestContext, options: ServerOptions): Promise<number> {
  const server = createServer(options, ({ url }, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(url === '/v2/' ? '{}' : '{"name":"library/app","tags":["latest"]}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** Makes a folder for `Question.trustFolder`. */
export function trust(folder: string, name: string, certificatePem: string): string {
  const trustFolder = join(folder, name);
  mkdirSync(trustFolder);
  writeFileSync(caFile(trustFolder), certificatePem);
  return trustFolder;
}
