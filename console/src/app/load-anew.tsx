// Stands where a page's code did not come: when the server answers again, everything is loaded anew.
import { useEffect, useState } from 'react';
import { api } from '../api/client.ts';
import { Page } from '../ui/page.tsx';
import { Failed, Loading } from '../ui/states.tsx';

const key = 'pullgate-loaded-anew';
const pauseMs = 30_000;
const askAgainMs = 2000;

/** Once in half a minute at most: what is missing from the newer build as well is told as an error. */
export function LoadAnew({ error }: { readonly error: Error }) {
  const [isHopeless] = useState(() => Date.now() - Number(sessionStorage.getItem(key) ?? 0) < pauseMs);
  useEffect(() => {
    if (isHopeless) return;
    const ask = (): void => {
      // The client tells the rest of the page meanwhile that the server is away.
      void api.GET('/healthz').then(reload, () => undefined);
    };
    ask();
    const timer = setInterval(ask, askAgainMs);
    return () => clearInterval(timer);
  }, [isHopeless]);
  if (!isHopeless) return <Loading lines={6} label="Loading the page" />;
  return (
    <Page title="Something went wrong">
      <Failed error={error} title="The page could not be shown" onRetry={reload} />
    </Page>
  );
}

function reload(): void {
  sessionStorage.setItem(key, String(Date.now()));
  globalThis.location.reload();
}
