// What an operation of the admin API is, as data, and the kinds of operation that there are.
import type { z } from 'zod';
import type { AnswerHeader } from './openapi/headers.ts';

/**
 * `anyone` needs no sign-in; `user` is whoever is signed in; `member` and `owner` are of the organization in the path;
 * `installation-owner` owns every organization of the installation; `scim` is an identity provider with the SCIM token of an organization.
 */
export type CallerKind = 'anyone' | 'user' | 'member' | 'owner' | 'installation-owner' | 'scim';

/** Docker Hub's scopes of a whole organization, as far as they open something here. */
export type OrganizationTokenScope = `${'member' | 'invite' | 'group'}-${'read' | 'edit'}` | 'activity-read';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  /** What a reader of the documentation needs beside the summary: whole sentences. */
  readonly description?: string;
  readonly caller: CallerKind;
  /** `change` needs a sign-in with a password or with a personal access token of the scope repo:admin. */
  readonly access: 'read' | 'change';
  /** The scope that lets an organization access token of the organization call it, without `scope-`: `member-read`. Left out: none does. */
  readonly organizationTokenScope?: OrganizationTokenScope;
  readonly query?: z.ZodType;
  readonly request?: z.ZodType;
  /** 204 and 302 have no body; an operation answers 302 with a Location. */
  readonly status: 200 | 201 | 202 | 204 | 302;
  readonly response?: z.ZodType;
  /** The media types of an answer that is no JSON, such as an export's: the operation answers text or a stream, and says which type in Content-Type. */
  readonly content?: readonly string[];
  /** Headers of a good answer, beside those of all answers and what follows from `content` and a 302. An operation with 412 among its problems has an ETag by itself. */
  readonly headers?: readonly AnswerHeader[];
  /** The heading of the page that a problem is, where the client wants HTML more than JSON: for the addresses that a person's browser is sent to. */
  readonly problemPage?: string;
  /** Of a GET: its ETag is made of what it answers, for what has no revision of its own. Those at the same path that change it have 412 among their problems. */
  readonly hasContentTag?: true;
  /** The statuses of the problems that belong to this operation, besides those of its caller. 412: it compares If-Match with an ETag; all others that change something have none to compare with. */
  readonly problems?: readonly number[];
}

/** Whether an operation compares If-Match with the ETag of what is at its path. */
export function comparesTags({ problems }: Pick<Route, 'problems'>): boolean {
  return problems?.includes(412) === true;
}

export const read = { method: 'GET', access: 'read', status: 200 } as const;
export const create = { method: 'POST', access: 'change', status: 201 } as const;
export const replace = { method: 'PUT', access: 'change', status: 200 } as const;
export const update = { method: 'PATCH', access: 'change', status: 200 } as const;
export const remove = { method: 'DELETE', access: 'change', status: 204 } as const;
export const ask = { method: 'POST', access: 'read', status: 200 } as const;
export const start = { method: 'POST', access: 'change', status: 202 } as const;
export const bad = [400] as const;
export const missing = [404] as const;
