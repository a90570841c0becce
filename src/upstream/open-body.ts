// The body of an answer as it comes, for a reader that holds it against the digest itself.
import { Readable } from 'node:stream';
import { connectionError } from './connection-error.ts';
import type { Answer } from './connection.ts';

/**
 * Upstream's bytes at the reader's pace. What breaks the connection fails it with a transient UpstreamError, after all that had come:
 * the reader may ask on from there. The answer's signal ends it with its reason; destroying it frees the connection at once.
 */
export function openBody(answer: Answer, registry: string): Readable {
  const { body: source, signal } = answer;
  const out = new Readable({
    read: () => void source.resume(),
    destroy(error, done) {
      signal.removeEventListener('abort', onAbort);
      source.destroy();
      done(error);
    },
  });
  const onAbort = (): void => void out.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));

  source.on('data', (chunk: Buffer) => {
    if (!out.push(chunk)) source.pause();
  });
  source.on('end', () => out.push(null));
  source.on('error', (error) => {
    if (signal.aborted) onAbort();
    else out.destroy(connectionError(error, registry, answer.url.host, { isTransient: true }));
  });
  source.pause();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return out;
}
