// Composes the data plane of several processes: starts the workers, and answers what they ask.
import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Config } from './config/config.ts';
import type { ControlPlane } from './control-plane.ts';
import type { ContentSource, PushedContent } from './gateway/cache/content-source.port.ts';
import type { Addresses, DataPlane, Ports } from './data-plane.ts';
import { graceMs, now } from './parts.ts';
import type { Parts } from './parts.ts';
import type { PrimaryCalls, WorkerCalls } from './worker-calls.ts';
import { createChannel } from './workers/channel.ts';
import type { Channel } from './workers/channel.ts';
import { groupAppends } from './workers/group-appends.ts';
import { serveContentSource } from './workers/serve-content-source.ts';
import { serveRecordJournal } from './workers/record-calls.ts';
import { createSharedPort } from './workers/shared-port.ts';
import { serveSignIn } from './workers/sign-in-calls.ts';
import { superviseWorkers } from './workers/supervisor.ts';
import type { StartedWorker } from './workers/supervisor.ts';
import type { Wire } from './workers/wire.ts';

/** TypeScript from the sources, JavaScript where they are built. */
const entry = fileURLToPath(new URL(`worker${extname(import.meta.url)}`, import.meta.url));

/** After its listener has cut what was still under way, a worker has little to do. */
const lateMs = 5000;

/** So long a worker may take to forget what was pushed over. */
const forgetMs = 5000;

export function workerCount({ workers }: Pick<Config, 'workers'>): number {
  return workers === 'auto' ? availableParallelism() : workers;
}

/** Starts the processes at once: they load their code while the control plane opens, and wait for what is then made of them. */
export function startWorkerPool({ config, log, closers }: Parts, count: number): (controlPlane: ControlPlane) => DataPlane {
  const opened = Promise.withResolvers<ControlPlane>();
  const installed = Promise.withResolvers<undefined>();
  const address = Promise.withResolvers<Addresses>();
  const ports = createSharedPorts(config);
  const connect = createConnections(opened.promise);
  let isInstalled = false;

  const listen = async (number: number, channel: Channel<WorkerCalls>): Promise<void> => {
    const addresses = await channel.call('listen', ports.next());
    ports.joined(number, addresses);
    address.resolve(addresses);
  };
  const bringUp = async ({ number, wire }: StartedWorker): Promise<void> => {
    const { secretKey, gatewayKey } = await opened.promise;
    const channel = await connect(wire, () => ports.left(number));
    await channel.call('prepare', { number, config, secretKey, gatewayKey });
    if (isInstalled) {
      // Who joins those that serve takes connections only when it can answer them.
      await channel.call('serve', undefined);
      return listen(number, channel);
    }
    await listen(number, channel);
    await installed.promise;
    return channel.call('serve', undefined);
  };
  const supervisor = superviseWorkers({ entry, count, bringUp, log, now });

  return (controlPlane) => {
    closers.defer(() => supervisor.stop(graceMs + lateMs));
    opened.resolve(controlPlane);
    return {
      // Not one can be up before `serve`: what comes first is an address or a failure.
      listen: () => Promise.race([address.promise, supervisor.started.then(() => address.promise)]),
      serve: () => {
        isInstalled = true;
        installed.resolve(undefined);
        return supervisor.started;
      },
    };
  };
}

/** A shared port for each listener that is configured. */
function createSharedPorts({ gateway, proxy }: Pick<Config, 'gateway' | 'proxy'>) {
  const configured = { gateway: gateway.port, ...(proxy?.listen && { proxy: proxy.listen.port }), ...(proxy?.tlsListen && { proxyTls: proxy.tlsListen.port }) };
  const ports = Object.entries(configured).map(([listener, port]) => ({ listener: listener as keyof Addresses, port: createSharedPort(port) }));
  return {
    next: (): Ports => Object.fromEntries(ports.map(({ listener, port }) => [listener, port.next()])),
    joined: (worker: number, addresses: Addresses): void => {
      for (const { listener, port } of ports) {
        const address = addresses[listener];
        if (address !== undefined) port.joined(worker, address.port);
      }
    },
    left: (worker: number): void => {
      for (const { port } of ports) port.left(worker);
    },
  };
}

/** Every worker is answered by the same journal, whose flushes they share, by the same sign-in, which counts for all of them, and by the one cache. */
function createConnections(opened: Promise<ControlPlane>): (wire: Wire, onGone: () => void) => Promise<Channel<WorkerCalls>> {
  const answers = opened.then(({ journal, signIn, content }) => ({ content, handlers: { ...serveRecordJournal(groupAppends(journal)), ...serveSignIn(signIn) } }));
  const channels = new Set<Channel<WorkerCalls>>();
  return async (wire, onGone) => {
    const { content, handlers } = await answers;
    const served = serveContentSource({ ...content, pushed: (pushed) => forgetEverywhere(content, channels, pushed) });
    const leave = (): void => {
      channels.delete(channel);
      served.close();
      onGone();
    };
    const channel = createChannel<WorkerCalls, PrimaryCalls>({ wire, handlers: { ...handlers, ...served.handlers }, onGone: leave });
    channels.add(channel);
    return channel;
  };
}

/** In the cache first, which the workers ask, then in the memory of each of them. One that does not answer in time is about to be replaced, or has nothing yet. */
async function forgetEverywhere(content: ContentSource, channels: ReadonlySet<Channel<WorkerCalls>>, pushed: PushedContent): Promise<void> {
  await content.pushed(pushed);
  const { registry, repository } = pushed;
  const signal = AbortSignal.timeout(forgetMs);
  await Promise.allSettled([...channels].map((channel) => channel.call('forget', { registry, repository }, { signal })));
}
