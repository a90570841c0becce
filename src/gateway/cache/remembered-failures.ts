// Failures of upstream that the next pulls are told at once, instead of each of them waiting anew.
import type { UpstreamError } from '../../upstream/error.ts';
import type { RepositoryName } from './cache-index.port.ts';

export interface RememberedFailure {
  readonly error: UpstreamError;
  readonly untilMs: number;
  /** Upstream was asked by HEAD alone, so that it could not say why. */
  readonly isOfHead?: boolean;
}

export interface RememberedFailures {
  readonly find: (key: string) => RememberedFailure | undefined;
  readonly remember: (key: string, failure: RememberedFailure) => void;
  readonly forget: (key: string) => void;
  /** Of all questions about the repository, whoever asked (asking.ts has the keys). */
  readonly forgetAbout: (repository: RepositoryName) => void;
}

/** Holds at most `entriesMax`; the longest remembered go first. */
export function createRememberedFailures({ now, entriesMax = 10_000 }: { readonly now: () => number; readonly entriesMax?: number }): RememberedFailures {
  const failures = new Map<string, RememberedFailure>();
  return {
    find: (key) => {
      const failure = failures.get(key);
      if (failure === undefined || now() < failure.untilMs) return failure;
      failures.delete(key);
      return undefined;
    },
    remember: (key, failure) => {
      if (failure.untilMs <= now()) return;
      failures.delete(key);
      failures.set(key, failure);
      const [oldest] = failures.keys();
      if (failures.size > entriesMax && oldest !== undefined) failures.delete(oldest);
    },
    forget: (key) => void failures.delete(key),
    forgetAbout: ({ registry, repository }) => {
      const about = [`${registry}/${repository}:`, `${registry}/${repository}@`];
      for (const key of failures.keys()) {
        if (about.some((text) => key.startsWith(text) || key.includes(` ${text}`))) failures.delete(key);
      }
    },
  };
}
