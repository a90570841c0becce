// How far a new installation is set up, until it is, or until the owner wants to see it no more. The very first visit leads there at once.
import { Link, Navigate } from '@tanstack/react-router';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useSetUpProgress } from '../../api/set-up-progress.ts';
import { hideSetUp, isSetUpHidden, wasSetUpOpened } from '../../api/set-up-memory.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';

export function SetUpCard({ org }: { readonly org: string }) {
  const [isHidden, setHidden] = useState(() => isSetUpHidden(org));
  return isHidden ? null : (
    <Progress
      org={org}
      onHide={() => {
        hideSetUp(org);
        setHidden(true);
      }}
    />
  );
}

function Progress({ org, onHide }: { readonly org: string; readonly onHide: () => void }) {
  const { data: steps } = useSetUpProgress(org);
  if (steps === undefined || steps.every(({ isDone }) => isDone)) return null;
  const done = steps.filter(({ isDone }) => isDone).length;
  const isUntouched = steps.every(({ id, isDone }) => id === 'password' || !isDone);
  if (isUntouched && !wasSetUpOpened(org)) return <Navigate to="/orgs/$org/set-up" params={{ org }} replace />;
  return (
    <Banner
      title={`Set up: ${done} of ${steps.length} done`}
      actions={
        <>
          <Link to="/orgs/$org/set-up" params={{ org }} className={buttonClass({ look: 'primary', size: 'small' })}>
            Go on
          </Link>
          <Button look="quiet" size="small" icon={<X aria-hidden="true" />} onPress={onHide}>
            Hide
          </Button>
        </>
      }
    >
      {`Next: ${steps.find(({ isDone }) => !isDone)?.title ?? ''}.`}
    </Banner>
  );
}
