// Asks before something is lost, and names what.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { toFailure } from '../api/failure.ts';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './text-field.tsx';

export interface ConfirmDialogProps {
  /** `Remove alice from acme?` */
  readonly title: string;
  /** What will be lost, in whole sentences. */
  readonly children: ReactNode;
  /** The verb: `Remove`. */
  readonly action: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Closes the dialog when it is done; a failure is shown in it. */
  readonly onConfirm: () => Promise<unknown>;
  /** False while it is not known yet what is asked about; left out: it is. */
  readonly isReady?: boolean;
  /** Has to be typed first, for what nobody can bring back. */
  readonly typeToConfirm?: string;
  /** For a list of what will be lost. */
  readonly isWide?: boolean;
}

export function ConfirmDialog({ title, children, action, isOpen, onClose, onConfirm, isReady = true, typeToConfirm, isWide = false }: ConfirmDialogProps) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [typed, setTyped] = useState('');
  const close = (): void => {
    setProblem(undefined);
    setTyped('');
    onClose();
  };
  const confirm = async (): Promise<void> => {
    setPending(true);
    setProblem(undefined);
    try {
      await onConfirm();
      close();
    } catch (error) {
      setProblem(toFailure(error).message);
    } finally {
      setPending(false);
    }
  };
  const actions = (
    <>
      <Button onPress={close}>Cancel</Button>
      <Button look="danger" isPending={isPending} isDisabled={!isReady || (typeToConfirm !== undefined && typed !== typeToConfirm)} onPress={() => void confirm()}>
        {action}
      </Button>
    </>
  );
  return (
    <Dialog title={title} role="alertdialog" width={isWide ? 'wide' : 'normal'} isOpen={isOpen} onClose={close} actions={actions}>
      {children}
      {typeToConfirm !== undefined && <TextField label={`Type ${typeToConfirm} to confirm`} value={typed} onChange={setTyped} autoComplete="off" />}
      {problem !== undefined && <Banner tone="danger">{problem}</Banner>}
    </Dialog>
  );
}
