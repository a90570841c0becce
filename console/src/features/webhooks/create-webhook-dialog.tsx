// Creates a webhook, and shows its secret this once.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { Body } from '../../api/operation-types.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

export interface CreateWebhookDialogProps {
  readonly org: string;
  readonly onCreated: () => Promise<void>;
  readonly onClose: () => void;
}

export function CreateWebhookDialog({ org, onCreated, onClose }: CreateWebhookDialogProps) {
  const form = useId();
  const [draft, setDraft] = useState<WebhookDraft>({ url: '', description: '', events: ['denial'] });
  const create = useMutation({
    gcTime: 0, // nothing keeps the secret once the dialog is closed
    mutationFn: async () => {
      const body = { ...draft, url: draft.url.trim(), events: draft.events as Body<'createWebhook'>['events'] };
      const { data } = await api.POST('/v2/orgs/{org}/webhooks', { params: { path: { org } }, body });
      await onCreated();
      return data?.secret;
    },
  });
  if (create.data !== undefined) {
    return (
      <SecretDialog title="The webhook's secret" secret={create.data} label="the secret" onClose={onClose}>
        <p>Deliveries are signed with it: give it to your server, which verifies the header Pullgate-Signature.</p>
      </SecretDialog>
    );
  }
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" isPending={create.isPending} isDisabled={draft.url.trim() === '' || draft.events.length === 0}>
        Create webhook
      </Button>
    </>
  );
  return (
    <Dialog title="Create a webhook" width="wide" isOpen onClose={onClose} actions={actions}>
      <Form id={form} onSubmit={() => create.mutate()} error={create.error}>
        <WebhookFields org={org} draft={draft} onChange={setDraft} fields={create.isError ? toFailure(create.error).fields : {}} />
      </Form>
    </Dialog>
  );
}
