// How long answers of the API are kept, and which failures are tried again.
import { QueryClient } from '@tanstack/react-query';
import { toFailure } from './failure.ts';

const secondMs = 1000;
const retriesMax = 2;

/** Reads are tried again where nothing came or the server was at fault; writes never: nobody knows whether they were done. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10 * secondMs,
        retry: (failures, error) => failures < retriesMax && [0, 502, 503, 504].includes(toFailure(error).status),
        retryDelay: (attempt) => Math.min(4 * secondMs, 500 * 2 ** attempt),
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
