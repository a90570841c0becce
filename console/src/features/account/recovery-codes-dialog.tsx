// The recovery codes, shown this once, to be copied or kept as a file.
import { useUser } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button, buttonClass } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';

export interface RecoveryCodesDialogProps {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const { username } = useUser();
  const text = codes.join('\n');
  const actions = (
    <>
      <a className={buttonClass()} href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`} download={`pullgate-recovery-codes-${username}.txt`}>
        Download
      </a>
      <Button look="primary" onPress={onClose}>
        I have kept them
      </Button>
    </>
  );
  return (
    <Dialog title="Recovery codes" isOpen isDismissable={false} onClose={onClose} actions={actions}>
      <Banner tone="warning">Keep them now, apart from your phone: they are not shown again.</Banner>
      <p>Each signs you in once in place of a code, when the authenticator app is not at hand.</p>
      <CodeBlock text={text} label="the recovery codes" />
    </Dialog>
  );
}
