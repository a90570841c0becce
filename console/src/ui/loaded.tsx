// Shows what a query answered; until then that it loads, and if it failed why, with a way to try again. What was answered before stays in sight.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { toFailure } from '../api/failure.ts';
import { Failed, Loading } from './states.tsx';

export interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data, unknown>;
  readonly children: (data: Data) => ReactNode;
  /** `Members could not be loaded` */
  readonly failure?: string;
  readonly lines?: number;
}

export function Loaded<Data>({ query, children, failure, lines }: LoadedProps<Data>) {
  const retry = (): void => void query.refetch();
  if (query.data === undefined) {
    if (query.isError) return <Failed error={query.error} onRetry={retry} {...(failure !== undefined && { title: failure })} />;
    return <Loading {...(lines !== undefined && { lines })} />;
  }
  return (
    <>
      {query.isError && (
        <Banner tone="warning" actions={<Button size="small" onPress={retry}>Try again</Button>}>
          What you see may be old: {toFailure(query.error).message}
        </Banner>
      )}
      {children(query.data)}
    </>
  );
}
