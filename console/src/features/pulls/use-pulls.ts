// The record as a list that grows at both ends: older ones as somebody scrolls, newer ones as they come in.
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { api } from '../../api/client.ts';
import type { PullQuery } from './filter-query.ts';
import { arrivalsOf, mergePulls } from './merge-pulls.ts';
import type { Pull } from './pull-names.ts';

const firstPage = 200;
/** The API's most: whoever scrolls far waits seldom. */
const nextPage = 1000;
const pollMs = 3000;
const path = '/v2/orgs/{org}/pulls';

export interface PullsOptions {
  readonly org: string;
  readonly query: PullQuery;
  /** False: nothing new is asked for. */
  readonly isLive: boolean;
  /** Whoever reads further down is not moved: what is new waits until they ask for it. */
  readonly isAtTop: boolean;
}

/** The same filters must be the same `query`, or the list begins anew. */
export function usePulls({ org, query, isLive, isAtTop }: PullsOptions) {
  const queryClient = useQueryClient();
  const key = useMemo(() => ['get', path, { params: { path: { org }, query } }] as const, [org, query]);
  const older = useInfiniteQuery({
    queryKey: [...key, 'older'],
    queryFn: ({ pageParam, signal }) => readPage({ org, query, limit: pageParam === null ? firstPage : nextPage, cursor: pageParam, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor: cursor }) => cursor,
    // A hundred pages are never read again to show one that is new.
    staleTime: 'static',
    // Nor are they compared with each other, field by field, whenever one is added.
    structuralSharing: false,
  });
  const newest = useQuery({
    queryKey: [...key, 'newest'],
    queryFn: ({ signal }) => readPage({ org, query, limit: firstPage, cursor: null, signal }),
    enabled: isLive && older.data !== undefined,
    refetchInterval: pollMs,
    staleTime: 0,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
  });

  const pages = older.data?.pages;
  const listed = useMemo(() => pages?.flatMap(({ pulls }) => pulls) ?? [], [pages]);
  const [taken, setTaken] = useState<readonly Pull[]>([]);
  const rows = useMemo(() => mergePulls(taken, listed), [taken, listed]);
  const arrivals = useMemo(() => {
    if (newest.data === undefined || pages === undefined) return { pulls: [], isGap: false };
    return arrivalsOf(newest.data.pulls, rows, newest.data.next_cursor !== null);
  }, [newest.data, pages, rows]);

  if (pages === undefined && taken.length > 0) setTaken([]);
  const isShownAtOnce = isAtTop && isLive && arrivals.pulls.length > 0;
  if (isShownAtOnce && !arrivals.isGap) setTaken(mergePulls(arrivals.pulls, taken));
  const beginAnew = useCallback((): void => void queryClient.resetQueries({ queryKey: key }), [key, queryClient]);
  useEffect(() => {
    if (isShownAtOnce && arrivals.isGap) beginAnew();
  }, [isShownAtOnce, arrivals.isGap, beginAnew]);
  const takeArrivals = (): void => {
    if (arrivals.isGap) beginAnew();
    else setTaken(mergePulls(arrivals.pulls, taken));
  };

  return { older, newest, rows, waiting: { count: arrivals.pulls.length, isMore: arrivals.isGap }, takeArrivals };
}

interface Reading {
  readonly org: string;
  readonly query: PullQuery;
  readonly limit: number;
  readonly cursor: string | null;
  readonly signal: AbortSignal;
}

async function readPage({ org, query, limit, cursor, signal }: Reading) {
  // Texts of the address bar: the API says what is wrong with them.
  const wanted: object = { ...query, limit, ...(cursor !== null && { cursor }) };
  const { data } = await api.GET(path, { params: { path: { org }, query: wanted }, signal });
  if (data === undefined) throw new Error('the server answered without records: load the page again');
  return data;
}
