// Stands between a client and the gateway, changes nothing, and writes down what was asked: so that a retry shows.
import { request as forward } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { listenOnLoopback } from '../upstream/listening.ts';

export interface Observer {
  /** `127.0.0.1:PORT`: the gateway, as a client may name it. */
  readonly host: string;
  /** What was asked since the last `clear`: `GET /v2/ 401`, with `/token` in place of the token endpoint's whole query. */
  readonly asked: readonly string[];
  clear(): void;
  close(): Promise<void>;
}

/** `from`: the loopback address from which the gateway is asked, so that it takes clients for different ones. */
export async function startObserver(gatewayAddress: string, from?: string): Promise<Observer> {
  const asked: string[] = [];
  const target = new URL(gatewayAddress);
  const listening = await listenOnLoopback(0, async (request, response) => {
    const { method = 'GET', url = '/', headers } = request;
    await new Promise<void>((resolve, reject) => {
      const onward = forward({ host: target.hostname, port: target.port, method, path: url, headers, ...(from === undefined ? {} : { localAddress: from }) }, (answer) => {
        asked.push(`${method} ${url.replace(/\?.*$/, '')} ${String(answer.statusCode)}`);
        response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
        pipeline(answer, response).then(resolve, reject);
      });
      onward.once('error', reject);
      request.pipe(onward);
    });
  });
  return { host: new URL(listening.address).host, asked, clear: () => void asked.splice(0), close: () => listening.close() };
}
