// Asks before unsaved changes are left behind: by a link, by the browser's way back, by closing the tab.
import { useBlocker } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount } from '../ui/format.ts';

/** `changes` 0: nothing is asked. */
export function LeaveGuard({ changes }: { readonly changes: number }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: ({ current, next }) => changes > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: () => changes > 0,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  const actions = (
    <>
      <Button onPress={reset}>Stay</Button>
      <Button look="danger" onPress={proceed}>
        Leave without saving
      </Button>
    </>
  );
  return (
    <Dialog title="Leave without saving?" role="alertdialog" isOpen onClose={reset} actions={actions}>
      <p>{formatCount(changes, 'change')} on this page will be lost.</p>
    </Dialog>
  );
}
