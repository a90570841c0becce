// The loopback address at which a browser delivers the code of a sign-in, for as long as one sign-in takes.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CliFailure } from '../failure.ts';

const minuteMs = 60_000;
/** A person types a password and a second factor meanwhile. */
const waitMinutes = 10;

/** Resolves with the code that comes with this `state`; whatever comes without it is refused, and the wait goes on. @param onListening is told the port on 127.0.0.1 */
export async function receiveCode(state: string, onListening: (port: number) => void): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const server = createServer({ requestTimeout: minuteMs, maxHeaderSize: 16_384 }, (request, response) => {
    const code = codeOf(request, state);
    answer(response, code !== undefined);
    if (code !== undefined) resolve(code);
  });
  const timer = setTimeout(() => reject(new CliFailure(`nobody signed in within ${waitMinutes} minutes: run pullgate login again`)), waitMinutes * minuteMs);
  server.once('error', (cause) => reject(new CliFailure(`cannot listen on 127.0.0.1 (${cause.message}): use --no-browser`, { cause })));
  server.listen(0, '127.0.0.1', () => onListening((server.address() as AddressInfo).port));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    stop(server);
  }
}

function codeOf({ method, url = '/' }: IncomingMessage, state: string): string | undefined {
  const address = URL.parse(url, 'http://127.0.0.1');
  if (method !== 'GET' || address?.pathname !== '/' || address.searchParams.get('state') !== state) return undefined;
  return address.searchParams.get('code') ?? undefined;
}

function answer(response: ServerResponse, isGood: boolean): void {
  const text = isGood ? 'You are signed in: go back to the terminal, this page can be closed.\n' : 'This is no answer to the sign-in that is under way here: go back to the terminal.\n';
  response.writeHead(isGood ? 200 : 400, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', connection: 'close' }).end(text);
}

/** The browser still reads its page: only connections without a request are cut. */
function stop(server: Server): void {
  server.close();
  server.closeIdleConnections();
}
