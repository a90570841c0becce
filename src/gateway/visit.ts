// What the gateway knows of a request before any door looks at it.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { PublicAddress } from './public-address.ts';
import type { Takeover } from './takeover.ts';

export interface Visit {
  readonly requestId: string;
  /** What its answer says, whatever else it says. */
  readonly headers: OutgoingHttpHeaders;
  readonly clientAddress: string;
  readonly address: PublicAddress;
  /** Where the request came for a registry's own host. */
  readonly takeover?: Takeover;
}

/** Answers one request. Rejects only on what nobody foresaw. */
export type Door = (request: IncomingMessage, response: ServerResponse, visit: Visit) => Promise<void>;
