// The admin API as the commands call it: every wait limited, every answer bounded and checked against the contract.
import type { ZodType } from 'zod';
import { readAnswer, readFileAnswer } from './api-answer.ts';
import { explainUnreachable } from './api-failure.ts';

const answerTimeoutMsDefault = 30_000;

export interface ApiCall<Answer> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
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
  /** Hands on a file piece by piece as it comes, each piece within the time of an answer; throws CliFailure when there is none, or when it breaks off. */
  readonly download: (path: string, take: (piece: Uint8Array) => Promise<void>) => Promise<void>;
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
    download: async (path, take) => {
      const timeoutMs = options.answerTimeoutMs ?? answerTimeoutMsDefault;
      const silence = new AbortController();
      const timer = setTimeout(() => silence.abort(new DOMException('nothing more came', 'TimeoutError')), timeoutMs);
      try {
        const response = await fetch(`${server}${path}`, { headers: { ...headers, accept: '*/*' }, redirect: 'manual', signal: silence.signal });
        for await (const piece of readFileAnswer(response, { server })) {
          await take(piece);
          timer.refresh();
        }
      } catch (failure) {
        throw explainUnreachable(failure, { server, timeoutMs });
      } finally {
        clearTimeout(timer);
      }
    },
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
