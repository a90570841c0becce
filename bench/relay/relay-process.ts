// The relay's process: hands requests on to the upstream as they are, and notes them.
import { Agent, createServer, request } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import type { RelayMessage, WireRequest } from './start-relay.ts';

const upstream = new URL(process.argv[2] ?? '');
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
let seen: { method: string; path: string; firstByteNs?: string }[] = [];

function relay(asked: IncomingMessage, answer: ServerResponse): void {
  const { method = 'GET', url: path = '/', headers } = asked;
  const noted: (typeof seen)[number] = { method, path };
  seen.push(noted);
  const asking = request({ host: upstream.hostname, port: upstream.port, method, path, agent, headers: { ...headers, host: upstream.host } }, (given) => {
    given.once('data', () => (noted.firstByteNs = process.hrtime.bigint().toString()));
    answer.writeHead(given.statusCode ?? 502, given.headers);
    // A broken body breaks the answer: both ends see it.
    pipeline(given, answer, () => undefined);
  });
  asking.once('error', () => answer.destroy());
  answer.once('close', () => asking.destroy());
  asked.pipe(asking);
}

const server = createServer(relay).listen(0, '127.0.0.1', () => {
  tell({ kind: 'listening', address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

process.on('message', () => {
  const requests: readonly WireRequest[] = seen;
  seen = [];
  tell({ kind: 'requests', requests });
});
process.once('disconnect', () => process.exit(0));

function tell(message: RelayMessage): void {
  process.send?.(message);
}
