// Docker Hub's pull limit: GETs of manifests count, HEADs don't, and both carry the headers.
import type { IncomingMessage } from 'node:http';
import { tooManyRequests } from './faults.ts';
import type { RelayedAnswer } from './relay.ts';
import { Readable } from 'node:stream';

export interface PullLimit {
  /** Answers as `answer` does, with the limit's headers, or 429 when nothing is left. */
  apply(request: IncomingMessage, answer: () => Promise<RelayedAnswer>): Promise<RelayedAnswer>;
}

const windowSeconds = 6 * 60 * 60;

export function createPullLimit(limit: number): PullLimit {
  let left = limit;
  return {
    apply: async (request, answer) => {
      const isCounted = request.method === 'GET';
      if (isCounted && left === 0) return exceeded();
      if (isCounted) left -= 1;
      const given = await answer();
      const headers = {
        'ratelimit-limit': `${limit};w=${windowSeconds}`,
        'ratelimit-remaining': `${left};w=${windowSeconds}`,
        'docker-ratelimit-source': '127.0.0.1',
      };
      return { ...given, headers: { ...given.headers, ...headers } };
    },
  };
}

function exceeded(): RelayedAnswer {
  const fault = tooManyRequests();
  if (fault.kind !== 'answer') throw new Error('429 is an answer');
  const bytes = Buffer.from(fault.body ?? '');
  return { status: fault.status, headers: { ...fault.headers, 'content-length': String(bytes.byteLength) }, body: Readable.from([bytes]) };
}
