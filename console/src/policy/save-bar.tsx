// Appears at the bottom of a page of the policy once something differs from what is in force.
import { useCallback, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { formatCount } from '../ui/format.ts';
import { countChanges } from './compare-settings.ts';
import { LeaveGuard } from './leave-guard.tsx';
import { ReviewDialog } from './review-dialog.tsx';
import type { Draft } from './use-draft.ts';
import styles from './save-bar.module.css';

const discardedUnasked = 1;

export interface SaveBarProps {
  readonly draft: Draft;
  /** Something on the page is wrong and cannot be saved: said in the bar. */
  readonly problem?: string | undefined;
}

/** Stands last in the Page. Reviewing, saving, discarding and leaving are in it. */
export function SaveBar({ draft, problem }: SaveBarProps) {
  const [asked, setAsked] = useState<'review' | 'discard'>();
  const close = useCallback(() => setAsked(undefined), []);
  const changes = countChanges(draft.differences);
  return (
    <>
      <LeaveGuard changes={changes} />
      {changes > 0 && (
        <section className={styles['bar']} aria-label="Unsaved changes">
          <p className={styles['words']} role="status">
            {problem ?? `${formatCount(changes, 'change')}, not saved yet`}
          </p>
          <Button look="quiet" onPress={() => (changes > discardedUnasked ? setAsked('discard') : draft.discard())}>
            Discard
          </Button>
          <Button look="primary" isDisabled={problem !== undefined} onPress={() => setAsked('review')}>
            Review and save
          </Button>
        </section>
      )}
      {asked === 'review' && <ReviewDialog draft={draft} onClose={close} />}
      <ConfirmDialog
        title={`Discard ${formatCount(changes, 'change')}?`}
        action="Discard"
        isOpen={asked === 'discard'}
        onClose={close}
        onConfirm={() => {
          draft.discard();
          return Promise.resolve();
        }}
      >
        <p>What you changed on this page since it was last saved will be lost.</p>
      </ConfirmDialog>
    </>
  );
}
