// Before a draft is saved: what it changes, in words, and whom it would have met.
import { useEffect } from 'react';
import { isConflict } from '../api/failure.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount } from '../ui/format.ts';
import { toFailure } from '../api/failure.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { countChanges } from './compare-settings.ts';
import { Differences } from './differences.tsx';
import { Preview } from './preview.tsx';
import type { Draft } from './use-draft.ts';
import { useSave } from './use-save.ts';

export function ReviewDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const save = useSave(draft, onClose);
  const isEmpty = draft.differences.length === 0;
  // Discarded, or the newest settings say the same already.
  useEffect(() => {
    if (isEmpty) onClose();
  }, [isEmpty, onClose]);
  const actions = (
    <>
      <Button onPress={onClose}>Back to editing</Button>
      <Button look="primary" isPending={save.isPending} isDisabled={draft.isBehind} onPress={() => save.mutate()}>
        Save
      </Button>
    </>
  );
  return (
    <Dialog title={`Save ${formatCount(countChanges(draft.differences), 'change')}?`} width="wide" isOpen onClose={onClose} actions={actions}>
      {draft.isBehind && (
        <ChangedMeanwhile
          draft={draft}
          onGoOn={() => {
            save.reset();
            draft.goOnFromLatest();
          }}
        />
      )}
      {draft.isBehind && <h3>Your changes</h3>}
      <Differences changes={draft.differences} label="Your changes" />
      {!draft.isBehind && <Preview change={draft.body} revision={draft.base.revision} />}
      {save.isError && !isConflict(save.error) && <SaveFailed error={save.error} />}
    </Dialog>
  );
}

function SaveFailed({ error }: { readonly error: unknown }) {
  const { message, status, fields } = toFailure(error);
  if (status === 401) return <Banner tone="warning">Your session had ended, and nothing was saved. Save again.</Banner>;
  const problems = Object.values(fields).flat();
  return (
    <Banner tone="danger" title="Nothing was saved">
      {problems.length === 0 ? message : problems.join('; ')}
    </Banner>
  );
}
