// Tokens of upstreams' token services, kept until shortly before they expire. In memory alone.

export interface UpstreamToken {
  readonly token: string;
  /** Counted from when it was asked for. */
  readonly expiresAtMs: number;
}

export interface TokenCache {
  find(key: string): UpstreamToken | undefined;
  keep(key: string, token: UpstreamToken): void;
  /** Drops `token`, unless another one has taken its place since. */
  drop(key: string, token: UpstreamToken): void;
}

const tokensMax = 1000;
const marginMs = 10_000;

/** Holds at most 1000 tokens; the one that was used the longest time ago goes first. */
export function createTokenCache(now: () => number): TokenCache {
  const tokens = new Map<string, UpstreamToken & { readonly goodUntilMs: number }>();
  return {
    find(key) {
      const kept = tokens.get(key);
      if (kept === undefined) return undefined;
      tokens.delete(key);
      if (kept.goodUntilMs <= now()) return undefined;
      tokens.set(key, kept);
      return kept;
    },
    keep(key, token) {
      // A request is on its way for a while: 10 s before its end a token is not sent any more, or half of a shorter life.
      const lifetimeMs = token.expiresAtMs - now();
      tokens.delete(key);
      tokens.set(key, { ...token, goodUntilMs: token.expiresAtMs - Math.min(marginMs, lifetimeMs / 2) });
      const [oldest] = tokens.keys();
      if (tokens.size > tokensMax && oldest !== undefined) tokens.delete(oldest);
    },
    drop(key, { token }) {
      if (tokens.get(key)?.token === token) tokens.delete(key);
    },
  };
}
