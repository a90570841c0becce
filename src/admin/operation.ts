// What an operation of the admin API is: a function from a checked call to an answer, typed by its entry in the route table.
import type { z } from 'zod';
import type { PathNames } from '../contract/paths.ts';
import type { OperationId, routes } from '../contract/routes.ts';
import type { Caller, Membership } from './caller.ts';

type RouteOf<Id extends OperationId> = (typeof routes)[Id];
type Output<Route, Key extends string> = Route extends Readonly<Record<Key, infer Schema extends z.ZodType>> ? z.output<Schema> : undefined;
type CallerOf<Id extends OperationId> = RouteOf<Id>['caller'] extends 'anyone' ? undefined : Caller;
type MembershipOf<Id extends OperationId> = RouteOf<Id>['caller'] extends 'member' | 'owner' ? Membership : undefined;
type BodyOf<Id extends OperationId> = RouteOf<Id> extends { readonly status: 204 } ? undefined : RouteOf<Id> extends { readonly response: z.ZodType } ? Output<RouteOf<Id>, 'response'> : object;

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
  readonly signal: AbortSignal;
}

/** `body` undefined: none is sent. */
export interface Answer<Id extends OperationId> {
  readonly body: BodyOf<Id>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** @throws ProblemError for whatever the caller can do something about */
export type Operation<Id extends OperationId> = (call: Call<Id>) => Promise<Answer<Id>> | Answer<Id>;

/** An operation as the server sees it, which knows its route only while it runs. */
export type AnyOperation = (call: Call<OperationId>) => Promise<AnyAnswer> | AnyAnswer;

export interface AnyAnswer {
  readonly body: object | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}
