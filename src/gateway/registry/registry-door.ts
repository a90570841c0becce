// The registry's door: from a raw request under /v2/ to one answer, recorded and then sent.
import { parseEndpoint } from '../../core/distribution/endpoint.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import { signInCommand } from '../../core/policy/explain.ts';
import { watchClient } from '../../http/watch-client.ts';
import { resolveRepository } from '../repository-name.ts';
import type { Door } from '../visit.ts';
import { discard, sendAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { answerRead } from './answer-read.ts';
import { actionsFor, answerWrite } from './answer-write.ts';
import { answerRegistryError } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import { authenticate } from './authenticate.ts';
import { challengeAnswer } from './denial.ts';
import { answerPing } from './ping.ts';
import { parseQuery } from './query.ts';
import type { RegistryDoorOptions } from './registry-door-options.ts';
import { answerUnsupported, isReadMethod } from './unsupported.ts';
import { parseUploadQuery } from './upload-query.ts';
import { allowedMethods, findWriteOperation } from './write-operation.ts';

/** Makes the door. It rejects only on what nobody foresaw, before anything was sent. */
export function createRegistryDoor(options: RegistryDoorOptions): Door {
  return async (request, response, visit) => {
    const client = watchClient(response);
    const answer = await findAnswer(options, { request, visit, client }).catch(answerRegistryError);
    if (client.hasLeft()) {
      discard(answer);
      return;
    }
    try {
      await sendAnswer(answer, response, visit.headers);
    } catch (error) {
      // Whoever is still there has noticed: the connection is broken.
      options.log.info({ error, requestId: visit.requestId }, 'answer broken off');
    }
  };
}

async function findAnswer(options: RegistryDoorOptions, arrival: Arrival): Promise<Answer> {
  const { request, visit } = arrival;
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  const endpoint = parseEndpoint(mark === -1 ? url : url.slice(0, mark));
  const operation = findWriteOperation(endpoint, request.method);
  if (operation === undefined && (endpoint.kind === 'upload' || !isReadMethod(request.method))) return answerUnsupported(allowedMethods(endpoint));
  const queryText = mark === -1 ? '' : url.slice(mark + 1);
  const query = parseQuery(queryText);
  const userAgent = request.headers['user-agent'];
  const { realm, service } = visit.address;
  const actions = operation === undefined ? {} : { actions: actionsFor(operation) };
  const target = { realm, service, ...(endpoint.kind === 'ping' ? {} : { name: endpoint.name, ...actions }), ...(userAgent === undefined ? {} : { userAgent }) };

  const bearer = await authenticate(request.headers.authorization, options.tokens);
  switch (bearer.kind) {
    case 'none':
      return challengeAnswer(`authentication required: run ${signInCommand(visit.address.host)}`, target);
    case 'invalid':
      return challengeAnswer('access token is malformed, foreign or expired: ask for a new one', { ...target, error: 'invalid_token' });
    case 'verified':
      break;
  }
  const { token } = bearer;
  const caughtUp = options.catchUpWith(token);
  if (caughtUp !== undefined) await caughtUp;
  if (endpoint.kind === 'ping') return answerPing(token, { snapshot: options.currentSnapshot(), target });

  const { ns } = query;
  const resolve = (name: string): Resource =>
    resolveRepository({ name, ...(ns === undefined ? {} : { ns }), isConfiguredRegistry: options.isConfiguredRegistry, ...(visit.takeover && { ownRegistry: visit.takeover.registry }) });
  const resource = resolve(endpoint.name);
  if (operation !== undefined && endpoint.kind !== 'tags' && endpoint.kind !== 'referrers') {
    return answerWrite(options, arrival, { endpoint, operation, token, resource, ...(ns === undefined ? {} : { ns }), query: parseUploadQuery(queryText), target, resolve });
  }
  if (endpoint.kind === 'upload' || !isReadMethod(request.method)) return answerUnsupported(allowedMethods(endpoint));
  return answerRead(options, arrival, { endpoint, method: request.method, token, resource, query, target });
}
