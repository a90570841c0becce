// A relay before the upstream, in a process of its own, that tells which requests passed and when.
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Processes } from '../processes.ts';

export interface RelayedRequest {
  readonly method: string;
  readonly path: string;
  /** When the first byte of the answer's body came from upstream; nanoseconds of `process.hrtime.bigint()`, the machine's own clock. */
  readonly firstByteNs: bigint | undefined;
}

export interface Relay {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string;
  /** The requests since the last time this was asked. */
  readonly take: () => Promise<readonly RelayedRequest[]>;
  readonly stop: () => Promise<void>;
}

export type RelayMessage = { readonly kind: 'listening'; readonly address: string } | { readonly kind: 'requests'; readonly requests: readonly WireRequest[] };
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly firstByteNs?: string;
}

const program = fileURLToPath(new URL('relay-process.ts', import.meta.url));

export async function startRelay({ processes, upstream }: { readonly processes: Processes; readonly upstream: string }): Promise<Relay> {
  const daemon = await processes.start({ command: process.execPath, parameters: [program, upstream], hasChannel: true });
  const { child } = daemon;
  const next = async <K extends RelayMessage['kind']>(kind: K): Promise<Extract<RelayMessage, { kind: K }>> => {
    const [message] = (await once(child, 'message', { signal: AbortSignal.timeout(10_000) })) as [RelayMessage];
    if (message.kind !== kind) throw new Error(`the relay said ${message.kind} and not ${kind}`);
    return message as Extract<RelayMessage, { kind: K }>;
  };
  const { address } = await next('listening');
  return {
    address,
    take: async () => {
      child.send('take');
      const { requests } = await next('requests');
      return requests.map(({ method, path, firstByteNs }) => ({ method, path, firstByteNs: firstByteNs === undefined ? undefined : BigInt(firstByteNs) }));
    },
    stop: daemon.stop,
  };
}
