// Says no to an invitation, signed in or not.
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

export interface DeclineProps {
  readonly token: string;
  readonly organization: string;
  readonly onDeclined: () => void;
}

export function Decline({ token, organization, onDeclined }: DeclineProps) {
  const [isAsking, setAsking] = useState(false);
  const decline = async (): Promise<void> => {
    await api.POST('/v2/invites/decline', { body: { token } });
    onDeclined();
  };
  return (
    <>
      <Button look="quiet" onPress={() => setAsking(true)}>
        Decline
      </Button>
      <ConfirmDialog title={`Decline the invitation into ${organization}?`} action="Decline" isOpen={isAsking} onClose={() => setAsking(false)} onConfirm={decline}>
        <p>The link stops working at once. Whoever invited you can send another.</p>
      </ConfirmDialog>
    </>
  );
}
