// When tokens were last used, gathered in memory and written about once a second: a pull must not cost a write.
import type { Database } from './database.ts';

const flushDelayMs = 1000;

export interface TokenTouches {
  readonly touch: (tokenId: string, usedAtMs: number) => void;
  /** The later of what the row says and what is not yet written. */
  readonly latest: (tokenId: string, storedMs: number | null) => number | null;
  /** Writes what is gathered. What fails stays for the next time. */
  readonly flush: () => Promise<void>;
  /** Stops the timer. */
  readonly stop: () => void;
}

export function createTokenTouches(database: Database): TokenTouches {
  const tables = ['personal_tokens', 'organization_tokens', 'scim_tokens'] as const;
  const updates = tables.map((table) => database.prepare(`UPDATE ${table} SET last_used_at_ms = max(coalesce(last_used_at_ms, 0), ?) WHERE id = ?`));
  const gathered = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };
  const gather = (tokenId: string, usedAtMs: number): void => void gathered.set(tokenId, Math.max(usedAtMs, gathered.get(tokenId) ?? 0));
  const flush = async (): Promise<void> => {
    stop();
    const batch = [...gathered];
    gathered.clear();
    if (batch.length === 0) return;
    try {
      await database.write(() => {
        for (const [id, usedAtMs] of batch) for (const update of updates) update.run(usedAtMs, id);
      });
    } catch (error) {
      for (const [id, usedAtMs] of batch) gather(id, usedAtMs);
      throw error;
    }
  };
  const flushLater = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush().catch(flushLater); // best effort, as the port says: a busy or full disk delays it
    }, flushDelayMs).unref();
  };

  return {
    touch: (tokenId, usedAtMs) => {
      gather(tokenId, usedAtMs);
      flushLater();
    },
    latest: (tokenId, storedMs) => {
      const unwritten = gathered.get(tokenId);
      return unwritten === undefined ? storedMs : Math.max(unwritten, storedMs ?? 0);
    },
    flush,
    stop,
  };
}
