// The admin API as the commands call it: every wait limited, every answer bounded and checked against the contract.
import type { ZodType } from 'zod';
import { readAnswer } from './api-answer.ts';
import { explainUnreachable } from './api-failure.ts';

const answerTimeoutMsDefault = 30_000;

export interface ApiCall<Answer> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** From the contract's `paths`, with a query string where there is one. */
  readonly path: string;
  readonly body?: unknown;
  /** The revision that the settings must still have; the server answers 412 otherwise. */
  readonly ifRevision?: number;
  /** From the first byte sent to the last received; else that of the client. */
  readonly answerTimeoutMs?: number;
  /** The shape of the answer; `z.undefined()` for none. */
  readonly answer: ZodType<Answer>;
}

export interface ApiClient {
  /** `http://127.0.0.1:8080`: no path, no trailing slash. */
  readonly server: string;
  /** Resolves with the parsed answer; throws CliFailure for everything else. */
  readonly call: <Answer>(call: ApiCall<Answer>) => Promise<Answer>;
}

interface ApiClientOptions {
  readonly server: string;
  /** The bearer token; absent before sign-in. */
  readonly accessToken?: string;
  readonly version: string;
  /** From the first byte sent to the last received; default 30 s. */
  readonly answerTimeoutMs?: number;
}

/** Builds a client of one server, signed in when it is given a token. */
export function createApiClient({ server, accessToken, version, ...options }: ApiClientOptions): ApiClient {
  const headers = {
    accept: 'application/json',
    'user-agent': `pullgate-cli/${version}`,
    ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
  };
  return {
    server,
    call: async ({ method, path, body, ifRevision, answer, answerTimeoutMs = options.answerTimeoutMs ?? answerTimeoutMsDefault }) => {
      const signal = AbortSignal.timeout(answerTimeoutMs);
      const payload = body === undefined ? {} : { body: JSON.stringify(body) };
      try {
        const response = await fetch(`${server}${path}`, {
          method,
          headers: {
            ...headers,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(ifRevision === undefined ? {} : { 'if-match': `"${ifRevision}"` }),
          },
          ...payload,
          redirect: 'manual',
          signal,
        });
        return await readAnswer(response, { server, answer });
      } catch (failure) {
        throw explainUnreachable(failure, { server, timeoutMs: answerTimeoutMs });
      }
    },
  };
}
