// The key for the authenticator app, as a picture to scan and as text to type, and the first code that the app shows.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { QrCode } from './qr-code.tsx';
import type { BegunSecondFactor } from './begun-second-factor.ts';
import styles from './account.module.css';

export interface ScanStepProps {
  readonly begun: BegunSecondFactor;
  readonly onConfirmed: (recoveryCodes: readonly string[]) => Promise<void>;
  readonly onClose: () => void;
}

export function ScanStep({ begun: { secret, uri }, onConfirmed, onClose }: ScanStepProps) {
  const form = useId();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    gcTime: 0, // nothing keeps the codes
    mutationFn: async () => {
      const { data } = await api.POST('/v2/user/totp/confirm', { body: { code } });
      if (data !== undefined) await onConfirmed(data.recovery_codes);
    },
  });
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" isPending={confirm.isPending} isDisabled={code.trim().length < 6}>
        Switch on
      </Button>
    </>
  );
  return (
    <Dialog title="Switch two-factor sign-in on" isOpen isDismissable={false} onClose={onClose} actions={actions}>
      <ol className={styles['steps']}>
        <li>
          <p>Scan this with an authenticator app, or type the key into it (time-based, six digits).</p>
          <QrCode text={uri} label="QR code of the key" />
          <CodeBlock text={secret} label="the key" />
        </li>
        <li>
          <p>Type the code that the app shows. Your other sessions end.</p>
          <Form id={form} onSubmit={() => confirm.mutate()} error={confirm.error}>
            <TextField label="Code" autoComplete="one-time-code" inputMode="numeric" isCode maxLength={8} value={code} onChange={setCode} errors={confirm.isError ? toFailure(confirm.error).fields['code'] : undefined} autoFocus />
          </Form>
        </li>
      </ol>
    </Dialog>
  );
}
