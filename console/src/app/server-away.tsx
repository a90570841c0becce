// Says at the top of the page that the server does not answer, while it does not: what is on the page is kept.
import { type QueryState, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api/client.ts';
import { toFailure } from '../api/failure.ts';
import { Banner } from '../ui/banner.tsx';
import styles from './server-away.module.css';

const askAgainMs = 3000;

export function ServerAway() {
  const queryClient = useQueryClient();
  const [isAway, setAway] = useState(false);
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ query }) => {
        const { error, fetchFailureReason, fetchStatus, status } = query.state as QueryState<unknown, unknown>;
        if ([error, fetchFailureReason].some((cause) => cause !== null && toFailure(cause).status === 0)) setAway(true);
        else if (status === 'success' && fetchStatus === 'idle') setAway(false);
      }),
    [queryClient],
  );
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => {
      void api.GET('/healthz').then(
        () => {
          setAway(false);
          void queryClient.invalidateQueries();
        },
        () => undefined,
      );
    }, askAgainMs);
    return () => clearInterval(timer);
  }, [isAway, queryClient]);
  if (!isAway) return null;
  return (
    <div className={styles['away']}>
      <Banner tone="warning" title="Pullgate does not answer">
        What you see may be old, and nothing can be saved. This page goes on by itself once the server is back.
      </Banner>
    </div>
  );
}
