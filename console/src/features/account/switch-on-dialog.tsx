// Switches two-factor sign-in on: the password, then the app gets the key and shows a first code, then the recovery codes.
import { useState } from 'react';
import type { BegunSecondFactor } from './begun-second-factor.ts';
import { PasswordStep } from './password-step.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import { ScanStep } from './scan-step.tsx';

export interface SwitchOnDialogProps {
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function SwitchOnDialog({ onDone, onClose }: SwitchOnDialogProps) {
  const [begun, setBegun] = useState<BegunSecondFactor>();
  const [codes, setCodes] = useState<readonly string[]>();
  if (codes !== undefined) return <RecoveryCodesDialog codes={codes} onClose={onClose} />;
  if (begun === undefined) return <PasswordStep onBegun={setBegun} onClose={onClose} />;
  const finish = async (made: readonly string[]): Promise<void> => {
    setCodes(made);
    await onDone();
  };
  return <ScanStep begun={begun} onConfirmed={finish} onClose={onClose} />;
}
