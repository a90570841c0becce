// What an example of an operation is: a request that can be made as it stands, after the examples before it.
import type { OperationId } from './routes.ts';

/** A text may hold variables of the shell: `$ORG`. */
export interface Example {
  readonly operation: OperationId;
  /** Values of the names in the path; `{org}` is `$ORG` unless given. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** The variable that holds the bearer, `$TOKEN` unless given, and none where the operation is anyone's. */
  readonly bearer?: '$SCIM_TOKEN' | '$SESSION';
  /** What the examples after this one need of its answer: variables, each with the path of its field (`results.0.id`). */
  readonly keeps?: Readonly<Record<string, string>>;
  /** A sentence about what is seen. */
  readonly note?: string;
  /** Where it ends in another status than the operation's good one. */
  readonly status?: number;
}
