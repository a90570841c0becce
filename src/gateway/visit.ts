// What the gateway knows of a request before any door looks at it.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PublicAddress } from './public-address.ts';

export interface Visit {
  readonly requestId: string;
  readonly clientAddress: string;
  readonly address: PublicAddress;
  /** Where the request came for a registry's own host. */
  readonly takeover?: Takeover;
}

/** A registry's host that the gateway answers as. */
export interface Takeover {
  /** The configured registry: `docker.io`. */
  readonly registry: string;
  /** `registry-1.docker.io`. */
  readonly host: string;
  /** The host of the token endpoint that challenges name; taken over for the same registry. */
  readonly tokenHost: string;
}

/** Answers one request. Rejects only on what nobody foresaw. */
export type Door = (request: IncomingMessage, response: ServerResponse, visit: Visit) => Promise<void>;
