// The token endpoint's door: from a raw request to one answer that says who asks, never what is permitted.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { BodyIncomplete, BodyTooLarge, readBody } from '../../http/body.ts';
import { requestSignal } from '../../http/request-signal.ts';
import type { Takeover } from '../takeover.ts';
import { badRequest, bodyTooLarge, methodNotAllowed, unavailable } from './denial.ts';
import { exchangeToken } from './exchange-token.ts';
import { issueToken } from './issue-token.ts';
import { sendTokenAnswer } from './response.ts';
import type { TokenAnswer } from './response.ts';
import type { TokenDoorOptions, TokenRequest } from './token-door-options.ts';

const KiB = 1024;
const formBytesMax = 16 * KiB;
const timeoutMs = 30_000;

export interface TokenVisit {
  readonly requestId: string;
  readonly headers: OutgoingHttpHeaders;
  readonly clientAddress: string;
  readonly takeover?: Pick<Takeover, 'registry'>;
}

export type TokenDoor = (request: IncomingMessage, response: ServerResponse, visit: TokenVisit) => Promise<void>;

/** Makes the door. Whatever goes wrong inside is a 503 that says so, never a token. */
export function createTokenDoor(options: TokenDoorOptions): TokenDoor {
  return async (request, response, { requestId, headers, clientAddress, takeover }) => {
    const signal = requestSignal(response, { timeoutMs });
    try {
      const snapshot = options.currentSnapshot();
      const answer = snapshot === undefined ? unavailable() : await answerRequest(options, request, { clientAddress, signal, snapshot, ...(takeover && { ownRegistry: takeover.registry }) });
      sendTokenAnswer(response, answer, headers);
    } catch (error) {
      if (error instanceof BodyIncomplete || response.destroyed) return;
      if (signal.aborted) options.log.info({ requestId, clientAddress }, 'token request ended: it took too long');
      else options.log.error({ error, requestId }, 'token request failed');
      sendTokenAnswer(response, unavailable(), headers);
    }
  };
}

async function answerRequest(options: TokenDoorOptions, request: IncomingMessage, context: TokenRequest): Promise<TokenAnswer> {
  switch (request.method) {
    case 'GET':
      return issueToken(options, request.headers.authorization, { ...context, query: queryOf(request) });
    case 'POST':
      return answerForm(options, request, context);
    default:
      return methodNotAllowed();
  }
}

function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  const mark = url.indexOf('?');
  return new URLSearchParams(mark === -1 ? '' : url.slice(mark + 1));
}

async function answerForm(options: TokenDoorOptions, request: IncomingMessage, context: TokenRequest): Promise<TokenAnswer> {
  const mediaType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded') return badRequest('invalid_request', 'body is no form: send application/x-www-form-urlencoded');
  try {
    const form = await readBody(request, { maxBytes: formBytesMax, signal: context.signal });
    return await exchangeToken(options, form.toString('utf8'), context);
  } catch (error) {
    if (error instanceof BodyTooLarge) return bodyTooLarge(formBytesMax);
    throw error;
  }
}
