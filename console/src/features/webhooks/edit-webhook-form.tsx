// The form of a webhook that there is. After a conflict it keeps what was typed and shows what is there now.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { isConflict, toFailure } from '../../api/failure.ts';
import type { Answer, Body } from '../../api/operation-types.ts';
import { type Tagged, writeAtTag } from '../../api/write-at-tag.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { notify } from '../../ui/toast.tsx';
import { type WebhookDraft, WebhookFields } from './webhook-fields.tsx';

type Webhook = Answer<'showWebhook'>;

export interface EditWebhookFormProps {
  readonly org: string;
  readonly read: Tagged<Webhook>;
  /** The form is given it as `read` as well. */
  readonly readAgain: () => Promise<Tagged<Webhook>>;
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}

export function EditWebhookForm({ org, read, readAgain, onSaved, onClose }: EditWebhookFormProps) {
  const { id, url, description, events } = read.thing;
  const [draft, setDraft] = useState<WebhookDraft>({ url, description, events });
  const save = useMutation({
    mutationFn: async () => {
      const body = { url: draft.url.trim(), description: draft.description, events: draft.events as Body<'updateWebhook'>['events'] };
      const write = (tag: string) => api.PATCH('/v2/orgs/{org}/webhooks/{id}', { params: { path: { org, id }, header: { 'If-Match': tag } }, body });
      await writeAtTag({ read, readAgain, editedOf: (webhook) => [webhook.url, webhook.description, webhook.events], write });
      await onSaved();
    },
    onSuccess: () => {
      notify('The webhook is changed');
      onClose();
    },
  });
  const isBehind = isConflict(save.error);
  const actions = (
    <>
      <Button type="submit" look="primary" isPending={save.isPending} isDisabled={draft.url.trim() === '' || draft.events.length === 0}>
        {isBehind ? 'Save mine in its place' : 'Save'}
      </Button>
      <Button onPress={onClose}>Cancel</Button>
    </>
  );
  return (
    <Form onSubmit={() => save.mutate()} error={isBehind ? undefined : save.error} actions={actions}>
      {isBehind && (
        <Banner tone="warning" title="Somebody else has changed this webhook in the meantime">
          Nothing was saved; what you typed is still here. Now it tells {url} of {events.join(', ')}
          {description !== '' && ` (${description})`}.
        </Banner>
      )}
      <WebhookFields org={org} draft={draft} onChange={setDraft} fields={save.isError ? toFailure(save.error).fields : {}} />
    </Form>
  );
}
