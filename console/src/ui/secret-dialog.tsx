// Shows what is shown once, a token or a secret, and stays until it is said to be kept.
import type { ReactNode } from 'react';
import { Banner } from './banner.tsx';
import { Button } from './button.tsx';
import { CodeBlock } from './copy.tsx';
import { Dialog } from './dialog.tsx';

export interface SecretDialogProps {
  readonly title: string;
  /** Undefined: closed, and forgotten. */
  readonly secret: string | undefined;
  /** Read aloud: `the token`. */
  readonly label: string;
  readonly onClose: () => void;
  /** What to do with it. */
  readonly children?: ReactNode;
}

/** A press beside it does not close it: nobody can bring the secret back. */
export function SecretDialog({ title, secret, label, onClose, children }: SecretDialogProps) {
  return (
    <Dialog title={title} isOpen={secret !== undefined} onClose={onClose} isDismissable={false} actions={<Button look="primary" onPress={onClose}>I have kept it</Button>}>
      <Banner tone="warning">Copy it now: it is not shown again.</Banner>
      <CodeBlock text={secret ?? ''} label={label} />
      {children}
    </Dialog>
  );
}
