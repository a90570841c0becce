// Which port a worker is to listen on, so that all have the same: it matters where any free one was asked for.

export interface SharedPort {
  /** For the next worker that listens. */
  readonly next: () => number;
  /** @throws Error when the worker got another port than the others have */
  readonly joined: (worker: number, port: number) => void;
  readonly left: (worker: number) => void;
}

/**
 * node:cluster gives all workers that ask for port 0 the same free port, for as long as one of them holds it. When all have died at
 * once, those that come after them must ask for that port by its number.
 */
export function createSharedPort(configured: number): SharedPort {
  const holders = new Set<number>();
  let asked = configured;
  let given: number | undefined;
  return {
    next: () => asked,
    joined: (worker, port) => {
      given ??= port;
      if (port !== given) throw new Error(`listens on port ${port}, and others on ${given}`);
      holders.add(worker);
    },
    left: (worker) => {
      holders.delete(worker);
      if (holders.size === 0 && given !== undefined) asked = given;
    },
  };
}
