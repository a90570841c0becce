// New recovery codes in place of all there are, shown this once.
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { ProveBothDialog } from './prove-both-dialog.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';

export interface NewCodesDialogProps {
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function NewCodesDialog({ onDone, onClose }: NewCodesDialogProps) {
  const [codes, setCodes] = useState<readonly string[]>();
  const make = async (proof: { readonly password: string; readonly code: string }): Promise<void> => {
    const { data } = await api.POST('/v2/user/recovery-codes', { body: proof });
    setCodes(data?.recovery_codes);
    await onDone();
  };
  if (codes !== undefined) return <RecoveryCodesDialog codes={codes} onClose={onClose} />;
  return (
    <ProveBothDialog title="Create new recovery codes?" action="Create them" onProven={make} onClose={onClose}>
      <p>The recovery codes that you have are good no more.</p>
    </ProveBothDialog>
  );
}
