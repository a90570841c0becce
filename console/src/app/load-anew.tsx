// Stands where a page's code did not come: when the server answers again, everything is loaded anew.
import { useEffect, useState } from 'react';
import { api } from '../api/client.ts';
import { Page } from '../ui/page.tsx';
import { Failed, Loading } from '../ui/states.tsx';

const key = 'pullgate-loaded-anew';
const pauseMs = 30_000;
const askAgainMs = 2000;
/** A server that takes longer is asked anew. */
const answerMs = 10_000;

/** Once in half a minute at most: what is missing from the newer build as well is told as an error. */
export function LoadAnew({ error }: { readonly error: Error }) {
  const [isHopeless] = useState(() => Date.now() - Number(sessionStorage.getItem(key) ?? 0) < pauseMs);
  useEffect(() => {
    if (isHopeless) return;
    const left = new AbortController();
    // The client tells the rest of the page meanwhile that the server is away.
    void answered(left.signal).then(() => {
      // Whoever has gone to another page may have begun to type there.
      if (!left.signal.aborted) reload();
    });
    return () => left.abort();
  }, [isHopeless]);
  if (!isHopeless) return <Loading lines={6} label="Loading the page" />;
  return (
    <Page title="Something went wrong">
      <Failed error={error} title="The page could not be shown" onRetry={reload} />
    </Page>
  );
}

/** Resolves when the server answers, or the signal ends it. One question at a time. */
async function answered(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const isAnswered = await api.GET('/healthz', { signal: AbortSignal.any([signal, AbortSignal.timeout(answerMs)]) }).then(
      () => true,
      () => false,
    );
    if (isAnswered) return;
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

function reload(): void {
  sessionStorage.setItem(key, String(Date.now()));
  globalThis.location.reload();
}
