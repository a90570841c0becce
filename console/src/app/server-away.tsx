// Says at the top of the page that the server does not answer, while it does not: what is on the page is kept.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '../api/client.ts';
import { useServerIsAway } from '../api/reachability.ts';
import { Banner } from '../ui/banner.tsx';
import styles from './server-away.module.css';

const askAgainMs = 3000;

export function ServerAway() {
  const queryClient = useQueryClient();
  const isAway = useServerIsAway();
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => {
      void api.GET('/healthz').catch(() => undefined);
    }, askAgainMs);
    return () => clearInterval(timer);
  }, [isAway]);
  // Whatever request it was that first got an answer: what failed meanwhile is asked for again.
  const wasAway = useRef(false);
  useEffect(() => {
    if (wasAway.current && !isAway) void queryClient.invalidateQueries();
    wasAway.current = isAway;
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
