// Takes the connection away, after saying what that does.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Failure, isConflict } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { notify } from '../../ui/toast.tsx';
import { type TaggedConnection, connectionQuery } from './use-connection.ts';

export function RemoveConnection({ tagged: { connection, tag } }: { readonly tagged: TaggedConnection }) {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const remove = async (): Promise<void> => {
    try {
      await api.DELETE('/v2/orgs/{org}/single-sign-on', { params: { path: { org }, header: { 'If-Match': tag } } });
      notify('Single sign-on was removed');
    } catch (error) {
      if (isConflict(error)) throw new Failure('another owner has changed the connection meanwhile: close this, look at it, and remove it again', { status: 412 });
      throw error;
    } finally {
      await queryClient.invalidateQueries({ queryKey: connectionQuery(org).queryKey });
    }
  };
  return (
    <>
      <Button look="quiet" onPress={() => setAsking(true)}>
        Remove
      </Button>
      <ConfirmDialog title={`Remove single sign-on of ${org}?`} action="Remove" isOpen={isAsking} onClose={() => setAsking(false)} onConfirm={remove} typeToConfirm={org}>
        <p>{`Nobody signs in with ${connection.issuer} any more, and its client id, secret, groups and domains are forgotten here.`}</p>
        <p>{connection.enforced ? 'Passwords are accepted again from everybody who has one.' : 'Passwords go on.'} People without a password cannot sign in until an owner gives them one.</p>
        <p>Accounts, and sessions that were opened with the provider, stay; the sessions to their end.</p>
      </ConfirmDialog>
    </>
  );
}
