// The gateway's own address as a client knows it: the realm of challenges, and the host in messages to people.
import type { IncomingMessage } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { dockerHub } from '../core/image/reference.ts';
import type { Takeover } from './takeover.ts';

export interface PublicAddress {
  /** Scheme and host without a trailing slash: `https://gate.example.com:5000`. */
  readonly origin: string;
  /** As it is written after `docker login`: `gate.example.com:5000`; empty for Docker Hub under its own name. */
  readonly host: string;
  /** Where clients get tokens, and what for (distribution, "Token Authentication Specification"). */
  readonly realm: string;
  readonly service: string;
}

// RFC 9110 section 7.2: a name, an IPv4 address or a bracketed IPv6 address, and a port. What it holds ends up in headers.
const hostGrammar = /^(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?$/;

/** Undefined when the request's Host header is missing or malformed; a `configured` address goes before it. */
export function publicAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>, configured: PublicAddress | undefined): PublicAddress | undefined {
  if (configured !== undefined) return configured;
  const host = request.headers.host;
  if (host === undefined || !hostGrammar.test(host)) return undefined;
  const isEncrypted = (request.socket as Partial<TLSSocket>).encrypted === true;
  return addressAt(`${isEncrypted ? 'https' : 'http'}://${host}`, host);
}

/** Reads the address that an operator has set. */
export function configuredAddress(publicUrl: string): PublicAddress {
  const { host, origin } = new URL(publicUrl);
  return addressAt(origin, host);
}

/** The address of a registry that the gateway answers as: what Docker Hub's own challenges say, and for others their host. */
export function takenOverAddress({ registry, host, tokenHost }: Takeover): PublicAddress {
  const isDockerHub = registry === dockerHub;
  return {
    origin: `https://${host}`,
    host: isDockerHub ? '' : host,
    realm: `https://${tokenHost}/token`,
    service: isDockerHub ? 'registry.docker.io' : host,
  };
}

function addressAt(origin: string, host: string): PublicAddress {
  return { origin, host, realm: `${origin}/token`, service: 'pullgate' };
}
