// What an operation of the admin API is: a function from a checked call to an answer, typed by its entry in the route table.
import type { z } from 'zod';
import type { Act, ActorCredential, Json } from '../audit/activity.port.ts';
import type { PathNames } from '../contract/paths.ts';
import type { OperationId, routes } from '../contract/routes.ts';
import type { ActionName } from '../core/activity/action.ts';
import type { Caller, Membership } from './caller.ts';

type RouteOf<Id extends OperationId> = (typeof routes)[Id];
type Output<Route, Key extends string> = Route extends Readonly<Record<Key, infer Schema extends z.ZodType>> ? z.output<Schema> : undefined;
type CallerOf<Id extends OperationId> = RouteOf<Id>['caller'] extends 'anyone' ? undefined : Caller;
type MembershipOf<Id extends OperationId> = RouteOf<Id>['caller'] extends 'member' | 'owner' | 'scim' ? Membership : undefined;
type BodyOf<Id extends OperationId> = RouteOf<Id> extends { readonly status: 204 | 302 } ? undefined : RouteOf<Id> extends { readonly content: readonly string[] } ? Content : RouteOf<Id> extends { readonly response: z.ZodType } ? Output<RouteOf<Id>, 'response'> : object;

/** An answer that is no JSON: text, or bytes as they come. */
export type Content = string | ReadableStream<Uint8Array>;

/** What was done, for the log: who, when, and from where are the call's. */
export interface Done {
  readonly action: ActionName;
  /** What it was done to: a person's name for a member event, else the object's, or the organization's, which it is unless given. */
  readonly name?: string;
  /** Unless given, the one in the path; null where it is the installation's or a person's own. */
  readonly organization?: string | null;
  /** Who did it, where this call itself has just proven that: a sign-in. Unless given, the caller. */
  readonly by?: { readonly id: string; readonly name: string; readonly credential: ActorCredential };
  /** Secrets left out. */
  readonly before?: Json;
  readonly after?: Json;
}

/** A request that is parsed, and whose caller may make it. */
export interface Call<Id extends OperationId> {
  /** Decoded. */
  readonly params: Readonly<Record<PathNames<RouteOf<Id>['path']>, string>>;
  readonly query: Output<RouteOf<Id>, 'query'>;
  readonly body: Output<RouteOf<Id>, 'request'>;
  readonly caller: CallerOf<Id>;
  /** The caller's place in the organization of the path. */
  readonly membership: MembershipOf<Id>;
  /** The address that was asked, as the client knows it. */
  readonly address: URL;
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly ifMatch: string | undefined;
  /** The Cookie header, for those who keep something there of their own. */
  readonly cookie: string | undefined;
  readonly requestId: string;
  /** Makes the act that goes into the store together with the change that it tells of. */
  readonly act: (done: Done) => Act;
  readonly signal: AbortSignal;
}

/** `body` undefined: none is sent. */
export interface Answer<Id extends OperationId> {
  readonly body: BodyOf<Id>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @throws ProblemError for whatever the caller can do something about */
export type Operation<Id extends OperationId> = (call: Call<Id>) => Promise<Answer<Id>> | Answer<Id>;

/** The operations of one part of the route table. */
export type OperationsOf<Part> = { readonly [Id in keyof Part & OperationId]: Operation<Id> };

/** An operation as the server sees it, which knows its route only while it runs. */
export type AnyOperation = (call: Call<OperationId>) => Promise<AnyAnswer> | AnyAnswer;

export interface AnyAnswer {
  readonly body: object | Content | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}
