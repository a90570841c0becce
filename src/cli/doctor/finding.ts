// What doctor finds: one way of one client, and whether it leads around the gateway.

/** Every way that is tried, in the order of the table. */
export const ways = [
  'allowed image',
  'refused image',
  'by digest',
  'signed out',
  'another registry',
  'mirror fallback',
  'proxy exceptions',
  'without the proxy',
  'direct address',
  'through the proxy',
] as const;
export type Way = (typeof ways)[number];

/** `covered`: it ends at the gateway, or nowhere. `leaks`: it leads to a registry past the gateway. `untried`: doctor could not find out. */
export type Result = 'covered' | 'leaks' | 'untried';

export interface Verdict {
  readonly result: Result;
  /** One line: what came back. */
  readonly detail: string;
}

export interface Finding extends Verdict {
  /** The client, or `this machine` for what is tried without one. */
  readonly client: string;
  readonly way: Way;
  /** The image that was asked for, or the host that was connected to. */
  readonly target: string;
  /** What closes it; null where there is nothing to close. */
  readonly close: string | null;
}
