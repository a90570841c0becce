// Creates a personal access token, and shows it this once with the line that signs docker in.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useUser } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ExpiryField } from '../../ui/expiry-field.tsx';
import { chosenExpiry, expiryDefault } from '../../ui/expiry.ts';
import { Form } from '../../ui/form.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { SignInLines } from '../../ui/sign-in-lines.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { scopeTexts, type TokenScope } from './scope-texts.ts';

const scopeOptions = (['repo:read', 'repo:write', 'repo:admin', 'repo:public_read'] as const).map((value) => ({ value, label: scopeTexts[value].name, description: scopeTexts[value].description }));

export interface CreateTokenDialogProps {
  readonly onCreated: () => Promise<void>;
  readonly onClose: () => void;
}

export function CreateTokenDialog({ onCreated, onClose }: CreateTokenDialogProps) {
  const form = useId();
  const { username } = useUser();
  const [label, setLabel] = useState('');
  const [scope, setScope] = useState<TokenScope>('repo:read');
  const [expiry, setExpiry] = useState(expiryDefault);
  const create = useMutation({
    gcTime: 0, // nothing keeps the secret once the dialog is closed
    mutationFn: async () => {
      const { data } = await api.POST('/v2/access-tokens', { body: { token_label: label, scopes: [scope], expires_at: chosenExpiry(expiry, Date.now()) } });
      await onCreated();
      return data?.token;
    },
  });
  const { fields } = create.isError ? toFailure(create.error) : { fields: {} as Readonly<Record<string, readonly string[]>> };
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" isPending={create.isPending} isDisabled={label.trim() === ''}>
        Create token
      </Button>
    </>
  );
  if (create.data !== undefined) {
    return (
      <SecretDialog title={`Token ${label.trim()}`} secret={create.data} label="the token" onClose={onClose}>
        <SignInLines username={username} />
      </SecretDialog>
    );
  }
  return (
    <Dialog title="Create a personal access token" isOpen onClose={onClose} actions={actions}>
      <Form id={form} onSubmit={() => create.mutate()} error={create.error}>
        <TextField label="Label" description="Where it is used: laptop, build server." value={label} onChange={setLabel} maxLength={100} autoFocus errors={fields['token_label']} />
        <RadioGroup label="It may" options={scopeOptions} value={scope} onChange={setScope} />
        <ExpiryField value={expiry} onChange={setExpiry} errors={fields['expires_at']} />
      </Form>
    </Dialog>
  );
}
