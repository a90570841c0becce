// What the primary process and its workers ask each other.
import type { Config } from './config/config.ts';
import type { Addresses, Ports } from './data-plane.ts';
import type { ChangedRepository } from './gateway/changes.ts';
import type { SigningKey } from './identity/signing-key.port.ts';
import type { ContentCalls } from './workers/content-calls.ts';
import type { RecordCalls } from './workers/record-calls.ts';
import type { SignInCalls } from './workers/sign-in-calls.ts';

/** What a worker is started with: as the primary has it, whatever the files and variables say by now. */
export interface Assignment {
  readonly number: number;
  readonly config: Config;
  /** Of the store. */
  readonly secretKey: Uint8Array;
  readonly gatewayKey: SigningKey;
}

/** Asked of a worker. `prepare` comes first. */
export type WorkerCalls = {
  readonly prepare: { readonly question: Assignment; readonly answer: undefined };
  readonly listen: { readonly question: Ports; readonly answer: Addresses };
  readonly serve: { readonly question: undefined; readonly answer: undefined };
  /** Answered when nothing of the repository is in the worker's memory any more. */
  readonly forget: { readonly question: ChangedRepository; readonly answer: undefined };
};

/** Asked of the primary. */
export type PrimaryCalls = ContentCalls & RecordCalls & SignInCalls;
