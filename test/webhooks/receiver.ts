// Receives webhooks on loopback, as somebody's own server does: each delivery is kept, and answered as the test says.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { WebhookPayload } from '../../src/contract/webhooks.ts';

export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly payload: WebhookPayload;
}

export type Respond = (response: ServerResponse, received: Received, count: number) => void;

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves when so many have come. */
  readonly until: (count: number) => Promise<readonly Received[]>;
}

const waitMsMax = 60_000;

export async function startReceiver(t: TestContext, respond: Respond = (response) => response.end('ok'), tls?: { readonly key: string; readonly cert: string }): Promise<Receiver> {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const one = { path: request.url ?? '', headers: request.headers, text, payload: JSON.parse(text) as WebhookPayload };
      received.push(one);
      respond(response, one, received.length);
    });
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hook?a=b`,
    received,
    until: async (count) => {
      await waitFor(() => received.length >= count, `${count} deliveries`);
      return received;
    },
  };
}

export async function waitFor(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const endMs = Date.now() + waitMsMax; !(await isSo()); ) {
    if (Date.now() > endMs) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** As docs/webhooks.md tells receivers to. */
export function isSigned({ text, headers }: Pick<Received, 'text' | 'headers'>, secret: string): boolean {
  const fields = String(headers['pullgate-signature']).split(',').map((field) => field.split('='));
  const time = fields.find(([name]) => name === 't')?.[1] ?? '';
  const expected = createHmac('sha256', secret).update(`${time}.${text}`).digest();
  return fields.some(([name, value = '']) => name === 'v1' && value.length === 64 && timingSafeEqual(Buffer.from(value, 'hex'), expected));
}
