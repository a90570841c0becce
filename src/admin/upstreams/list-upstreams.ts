// GET /v2/upstreams
import type { Operation } from '../operation.ts';
import { wireTime } from '../wire-time.ts';
import type { DescribeUpstreams } from './upstreams.port.ts';

export function createListUpstreams({ describeUpstreams }: { readonly describeUpstreams: DescribeUpstreams }): Operation<'listUpstreams'> {
  return async () => {
    const upstreams = await describeUpstreams();
    const results = upstreams.map(({ registry, address, delivery, credential, rateLimit }) => ({
      registry,
      address,
      delivery,
      username: credential?.username ?? null,
      credential: credential?.origin ?? null,
      rate_limit:
        rateLimit === undefined
          ? null
          : {
              limit: rateLimit.limit ?? null,
              remaining: rateLimit.remaining,
              window_seconds: rateLimit.windowSeconds ?? null,
              source: rateLimit.source ?? null,
              at: wireTime(rateLimit.atMs),
            },
    }));
    return { body: { count: results.length, results } };
  };
}
