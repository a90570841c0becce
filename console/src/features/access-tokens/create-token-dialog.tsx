// Creates an organization access token, and shows it this once with the line that signs docker in.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ExpiryField } from '../../ui/expiry-field.tsx';
import { chosenExpiry, expiryDefault } from '../../ui/expiry.ts';
import { Form } from '../../ui/form.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { SignInLines } from '../../ui/sign-in-lines.tsx';
import { newDraft, resourcesOf } from './token-draft.ts';
import { TokenFields } from './token-fields.tsx';

export interface CreateTokenDialogProps {
  readonly org: string;
  readonly onCreated: () => Promise<void>;
  readonly onClose: () => void;
}

export function CreateTokenDialog({ org, onCreated, onClose }: CreateTokenDialogProps) {
  const form = useId();
  const [draft, setDraft] = useState(() => newDraft(org));
  const [expiry, setExpiry] = useState(expiryDefault);
  const create = useMutation({
    gcTime: 0, // nothing keeps the secret once the dialog is closed
    mutationFn: async () => {
      const body = { label: draft.label, description: draft.description, resources: resourcesOf(draft, org), expires_at: chosenExpiry(expiry, Date.now()) };
      const { data } = await api.POST('/v2/orgs/{org}/access-tokens', { params: { path: { org } }, body });
      await onCreated();
      return data?.token;
    },
  });
  const { fields } = create.isError ? toFailure(create.error) : { fields: {} as Readonly<Record<string, readonly string[]>> };
  if (create.data !== undefined) {
    return (
      <SecretDialog title={`Token ${draft.label.trim()}`} secret={create.data} label="the token" onClose={onClose}>
        <SignInLines username={org} />
      </SecretDialog>
    );
  }
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" isPending={create.isPending} isDisabled={draft.label.trim() === ''}>
        Create token
      </Button>
    </>
  );
  return (
    <Dialog title="Create an organization access token" width="wide" isOpen onClose={onClose} actions={actions}>
      <Form id={form} onSubmit={() => create.mutate()} error={create.error}>
        <TokenFields org={org} draft={draft} onChange={setDraft} fields={fields} />
        <ExpiryField value={expiry} onChange={setExpiry} errors={fields['expires_at']} />
      </Form>
    </Dialog>
  );
}
