// What an operation takes and answers, by its name: apart from the client, which only a browser can load.
import type { operations } from './schema.d.ts';

/** The body of an operation's good answer: `Answer<'listPulls'>`. */
export type Answer<Id extends keyof operations> = operations[Id] extends { readonly responses: infer Responses }
  ? { readonly [Status in keyof Responses & (200 | 201 | 202)]: Responses[Status] extends { readonly content: { readonly 'application/json': infer Body } } ? Body : never }[keyof Responses & (200 | 201 | 202)]
  : never;

/** The JSON body that an operation takes: `Body<'writeSettings'>`. */
export type Body<Id extends keyof operations> = operations[Id] extends { readonly requestBody?: { readonly content: { readonly 'application/json': infer Request } } } ? Request : never;

/** The query of an operation: `Query<'listPulls'>`. */
export type Query<Id extends keyof operations> = operations[Id] extends { readonly parameters: { readonly query?: infer Parameters } } ? NonNullable<Parameters> : never;
