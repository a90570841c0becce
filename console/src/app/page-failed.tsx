// A page that could not be shown, with a way to try again.
import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { toFailure } from '../api/failure.ts';
import { Page } from '../ui/page.tsx';
import { Failed } from '../ui/states.tsx';
import { LoadAnew } from './load-anew.tsx';
import { PageNotLoaded } from './load-page.ts';

export function PageFailed({ error, reset }: ErrorComponentProps) {
  return error instanceof PageNotLoaded ? <LoadAnew error={error} /> : <FailedPage error={error} reset={reset} />;
}

function FailedPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const { reset: resetQueries } = useQueryErrorResetBoundary();
  const isServerAway = toFailure(error).status === 0;
  const retry = (): void => {
    resetQueries();
    reset();
    void router.invalidate();
  };
  return (
    <Page title={isServerAway ? 'Server away' : 'Something went wrong'}>
      <Failed error={error} title={isServerAway ? 'Pullgate does not answer' : 'The page could not be shown'} onRetry={retry} />
    </Page>
  );
}
