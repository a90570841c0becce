// What doctor asks of a client: whether it can be used here, pulls in several manners, and what it is told about mirrors and proxies.
import type { ImageReference } from '../../core/image/reference.ts';
import type { ClientEnvironment, ClientRun } from './run-client.ts';

/** The words of `pullgate setup CLIENT`; null for clients that it has no file for. */
export type SetupName = 'docker-engine' | 'containerd' | 'podman' | null;

export interface Manner {
  /** With no sign-in of the person's. */
  readonly isSignedOut?: true;
  /** Without the proxy variables of the shell. */
  readonly isWithoutProxy?: true;
}

/** A mirror behind which the client goes on to the registry itself. */
export interface Fallback {
  /** The file or setting that says so. */
  readonly where: string;
  /** The mirror, as it is written there. */
  readonly mirror: string;
  /** What to do in that place, without naming `pullgate setup`. */
  readonly close: string;
}

/** What a client is configured to do. */
export interface ClientSettings {
  readonly fallbacks: readonly Fallback[];
  /** Its proxy for HTTPS; undefined for none. */
  readonly proxy: string | undefined;
  /** Its NO_PROXY, empty for none, and where that is set. */
  readonly noProxy: string;
  readonly noProxyWhere: string;
}

export type Usable = { readonly version: string } | { readonly obstacle: string };

export interface Client {
  readonly name: string;
  readonly setup: SetupName;
  /** Clients with the same storage are tried one after another. */
  readonly storage: string;
  /** Whether it has sign-ins to go without. */
  readonly hasSignIns: boolean;
  /** Whether its proxy is the shell's, so that the person can leave it out. */
  readonly takesProxyOfShell: boolean;
  readonly findOut: () => Promise<Usable>;
  readonly settings: () => Promise<ClientSettings>;
  readonly pull: (image: ImageReference, manner: Manner) => Promise<ClientRun>;
  /** Puts everything back as it was. Never throws for what is gone already. */
  readonly cleanUp: () => Promise<void>;
}

/** What clients are made from. */
export interface ClientOptions {
  /** The full path of the command. */
  readonly command: string;
  readonly env: ClientEnvironment;
  /** A folder of doctor's own, gone afterwards: an empty `config.json` of docker and `auth.json` of podman lie in it. */
  readonly folder: string;
  /** Runs the command, limited in time, and no further than to where it has printed `last`. */
  readonly run: (parameters: readonly string[], env?: ClientEnvironment, last?: RegExp) => Promise<ClientRun>;
  /** As `run`, but goes on when doctor is being stopped. */
  readonly runToCleanUp: (parameters: readonly string[], env?: ClientEnvironment) => Promise<ClientRun>;
}
