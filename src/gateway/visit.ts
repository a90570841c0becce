// What the gateway knows of a request before any door looks at it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PublicAddress } from './public-address.ts';

export interface Visit {
  readonly requestId: string;
  readonly clientAddress: string;
  readonly address: PublicAddress;
}

/** Answers one request. Rejects only on what nobody foresaw. */
export type Door = (request: IncomingMessage, response: ServerResponse, visit: Visit) => Promise<void>;
