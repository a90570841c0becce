// Asks each worker process of a gateway by itself: which of them accepts a connection is the system's to say, so that many right answers prove nothing of the others.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { holdersOf } from './connection-holders.ts';
import type { GatewayProcess } from './gateway-process.ts';

export interface Asked {
  readonly method?: string;
  /** Below the gateway's address. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** Connections opened at once, so that more than one worker has a chance. */
const connectionsAtOnce = 6;
const deadlineMs = 60_000;
const pauseMs = 20;

/** Process ids, of a gateway with several workers. Throws where there is no /proc. */
export function workersOf({ processId }: GatewayProcess): readonly number[] {
  const children = readFileSync(`/proc/${String(processId)}/task/${String(processId)}/children`, 'utf8');
  return children.split(' ').filter((id) => id.trim() !== '').map(Number);
}

/** Until each worker has answered so, asked again until it does. Rejects after a minute. */
export async function untilEveryWorker(gateway: GatewayProcess, asked: Asked, isThere: (answer: Answered) => boolean): Promise<void> {
  const giveUpAtMs = Date.now() + deadlineMs;
  for (const worker of workersOf(gateway)) {
    for (;;) {
      const answer = await askWorker(worker, gateway, asked);
      if (answer !== undefined && isThere(answer)) break;
      if (Date.now() > giveUpAtMs) throw new Error(`worker ${String(worker)} goes on answering ${asked.path} with ${JSON.stringify(answer)}`);
      await sleep(pauseMs);
    }
  }
}

/** Undefined where none of the connections came to this worker. */
async function askWorker(worker: number, gateway: GatewayProcess, asked: Asked): Promise<Answered | undefined> {
  const agents = Array.from({ length: connectionsAtOnce }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
  try {
    const ports = await Promise.all(agents.map(async (agent) => (await ask(gateway, { path: '/healthz' }, agent)).clientPort));
    const holders = holdersOf(Number(new URL(gateway.address).port), [worker]);
    const agent = agents.find((_, index) => holders.has(ports[index] ?? 0));
    if (agent === undefined) return undefined;
    const answer = await ask(gateway, asked, agent);
    return ports.includes(answer.clientPort) ? answer : undefined;
  } finally {
    for (const agent of agents) agent.destroy();
  }
}

async function ask({ address }: GatewayProcess, { method = 'GET', path, headers = {} }: Asked, agent: Agent): Promise<Answered & { readonly clientPort: number }> {
  const [answer] = (await once(request(`${address}${path}`, { method, agent, headers: { ...headers, ...(method === 'GET' ? {} : { 'content-length': 0 }) } }).end(), 'response')) as [IncomingMessage];
  const clientPort = answer.socket.localPort ?? 0;
  return { status: answer.statusCode ?? 0, body: await text(answer), clientPort };
}
