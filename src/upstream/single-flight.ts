// One piece of work for many who wait for it.

export interface SingleFlight<T> {
  /**
   * Joins the work under way for `key`, or starts it. A waiter whose signal ends leaves with the signal's reason; the work
   * is ended only when nobody waits any more.
   */
  join(key: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

interface Flight<T> {
  readonly result: Promise<T>;
  readonly abandon: AbortController;
  waiters: number;
}

export function createSingleFlight<T>(): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  const start = (key: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> => {
    const abandon = new AbortController();
    const flight: Flight<T> = { result: work(abandon.signal).finally(() => remove(key, flight)), abandon, waiters: 0 };
    // Every waiter may have left when it fails.
    flight.result.catch(() => undefined);
    flights.set(key, flight);
    return flight;
  };

  const remove = (key: string, flight: Flight<T>): void => {
    if (flights.get(key) === flight) flights.delete(key);
  };

  return {
    async join(key, signal, work) {
      signal.throwIfAborted();
      const flight = flights.get(key) ?? start(key, work);
      flight.waiters += 1;
      const { promise: left, reject: leave } = Promise.withResolvers<never>();
      const onAbort = (): void => leave(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        return await Promise.race([flight.result, left]);
      } finally {
        signal.removeEventListener('abort', onAbort);
        flight.waiters -= 1;
        if (flight.waiters === 0) {
          remove(key, flight);
          flight.abandon.abort();
        }
      }
    },
  };
}
