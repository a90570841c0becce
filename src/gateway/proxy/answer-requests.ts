// Answers what comes through the proxy's listeners: decrypted requests go to the gateway, when all three names of their host agree.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { reasonPhrase } from '../../http/reason-phrase.ts';
import { refuse } from '../../http/refuse.ts';
import type { Gateway } from '../gateway.ts';
import type { Connections, TakenOverConnection } from './connections.ts';

const plainRefused = 'this is a proxy of Pullgate, and plain HTTP is not let through: set it as HTTPS_PROXY alone';

/** Makes the handler of both listeners. */
export function createAnswerRequests({ gateway, connections }: { readonly gateway: Gateway; readonly connections: Connections }): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const connection = connections.find(request.socket);
    if (connection === undefined) {
      // Go's clients print the status line of a proxy's refusal.
      response.statusMessage = reasonPhrase(plainRefused);
      refuse(response, { status: 403, message: plainRefused });
      return;
    }
    const disagreement = findDisagreement(request, connection);
    if (disagreement !== undefined) {
      response.statusMessage = reasonPhrase(disagreement);
      refuse(response, { status: 421, message: disagreement });
      return;
    }
    gateway(request, response, connection);
  };
}

/** RFC 9110 section 15.5.20: a request for another host than the connection was made to is misdirected. */
function findDisagreement({ headers, url = '' }: IncomingMessage, { takeover: { host }, openedTo }: TakenOverConnection): string | undefined {
  if (openedTo !== undefined) return `the connection was opened to ${openedTo}, and TLS asked for ${host}: use a connection for each host`;
  const named = headers.host?.toLowerCase().replace(/\.?(?::[0-9]{1,5})?$/, '');
  if (named !== host) return `the connection is for ${host}, and the request for ${named === undefined || named === '' ? 'no host' : 'another host'}: use a connection for each host`;
  return url.startsWith('/') ? undefined : `the request names its whole address: send its path to ${host} alone`;
}
