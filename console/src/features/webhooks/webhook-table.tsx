// The webhooks with their state, and what can be done with each.
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatCount } from '../../ui/format.ts';
import { Menu } from '../../ui/menu.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { notify } from '../../ui/toast.tsx';
import { EditWebhookDialog } from './edit-webhook-dialog.tsx';
import { describeEvents } from './event-texts.ts';
import { RotateSecretDialog } from './rotate-secret-dialog.tsx';
import type { Webhook } from './webhook.ts';
import type { WebhooksSearch } from './webhooks-search.ts';
import styles from './webhooks.module.css';

export interface WebhookTableProps {
  readonly org: string;
  readonly webhooks: readonly Webhook[];
  readonly onChanged: () => Promise<void>;
  readonly onShow: (search: WebhooksSearch) => void;
}

interface Asked {
  readonly what: 'edit' | 'rotate' | 'delete';
  readonly webhook: Webhook;
}

export function WebhookTable({ org, webhooks, onChanged, onShow }: WebhookTableProps) {
  const [asked, setAsked] = useState<Asked>();
  const [failure, setFailure] = useState<string>();
  const attempt = async (change: () => Promise<void>): Promise<void> => {
    setFailure(undefined);
    try {
      await change();
      await onChanged();
    } catch (error) {
      setFailure(toFailure(error).message);
    }
  };
  const switchTo = ({ id }: Webhook, active: boolean): Promise<void> =>
    attempt(async () => {
      await api.PATCH('/v2/orgs/{org}/webhooks/{id}', { params: { path: { org, id } }, body: { active } });
      notify(`The webhook is ${active ? 'on' : 'off'}`);
    });
  const test = ({ id }: Webhook): Promise<void> =>
    attempt(async () => {
      const { data } = await api.POST('/v2/orgs/{org}/webhooks/{id}/test', { params: { path: { org, id } } });
      if (data !== undefined) onShow({ webhook: id, delivery: data.id });
    });
  const actions: Column<Webhook> = {
    id: 'actions',
    title: 'Actions',
    kind: 'actions',
    cell: (webhook) => (
      <Menu
        label={`Actions for ${webhook.url}`}
        actions={[
          { id: 'deliveries', label: 'Deliveries', onAction: () => onShow({ webhook: webhook.id }) },
          { id: 'test', label: 'Send a test', onAction: () => void test(webhook) },
          { id: 'edit', label: 'Change', onAction: () => setAsked({ what: 'edit', webhook }) },
          { id: 'rotate', label: 'Create another secret', onAction: () => setAsked({ what: 'rotate', webhook }) },
          { id: 'switch', label: webhook.active ? 'Switch off' : 'Switch on', onAction: () => void switchTo(webhook, !webhook.active) },
          { id: 'delete', label: 'Delete', look: 'danger', onAction: () => setAsked({ what: 'delete', webhook }) },
        ]}
      />
    ),
  };
  const close = (): void => setAsked(undefined);
  return (
    <>
      {failure !== undefined && <Banner tone="danger">{failure}</Banner>}
      <Table label="Webhooks" columns={[...columns, actions]} rows={webhooks} keyOf={({ id }) => id} empty={<Empty title="No webhooks yet">Create one to be told of denials as they happen.</Empty>} />
      {asked?.what === 'edit' && <EditWebhookDialog org={org} id={asked.webhook.id} onSaved={onChanged} onClose={close} />}
      {asked?.what === 'rotate' && <RotateSecretDialog org={org} webhook={asked.webhook} onRotated={onChanged} onClose={close} />}
      {asked?.what === 'delete' && <DeleteWebhook org={org} webhook={asked.webhook} onDeleted={onChanged} onClose={close} />}
    </>
  );
}

const columns: readonly Column<Webhook>[] = [
  {
    id: 'url',
    title: 'Address',
    isRowHeader: true,
    cell: ({ url, description }) => (
      <>
        {url}
        {description !== '' && <span className={styles['description']}>{description}</span>}
      </>
    ),
  },
  { id: 'events', title: 'Told of', cell: ({ events }) => describeEvents(events) },
  { id: 'waiting', title: 'Waiting', kind: 'number', cell: ({ waiting }) => waiting },
  { id: 'state', title: 'State', cell: (webhook) => <WebhookState webhook={webhook} /> },
];

function WebhookState({ webhook: { active, failing_since: failingSince, switched_off_at: switchedOffAt } }: { readonly webhook: Webhook }) {
  if (!active && switchedOffAt !== null) {
    return (
      <>
        <Badge tone="danger">Off</Badge> for failing, <Time at={switchedOffAt} form="ago" />
      </>
    );
  }
  if (!active) return <Badge>Off</Badge>;
  if (failingSince === null) return <Badge tone="good">On</Badge>;
  return (
    <>
      <Badge tone="warning">Fails</Badge> since <Time at={failingSince} form="ago" />
    </>
  );
}

interface DeleteWebhookProps {
  readonly org: string;
  readonly webhook: Webhook;
  readonly onDeleted: () => Promise<void>;
  readonly onClose: () => void;
}

function DeleteWebhook({ org, webhook: { id, url, waiting }, onDeleted, onClose }: DeleteWebhookProps) {
  const remove = async (): Promise<void> => {
    await api.DELETE('/v2/orgs/{org}/webhooks/{id}', { params: { path: { org, id } } });
    await onDeleted();
  };
  return (
    <ConfirmDialog title="Delete the webhook?" action="Delete" isOpen onClose={onClose} onConfirm={remove}>
      <p>
        {url} is told nothing more. Its secret and the log of its deliveries are lost{waiting > 0 && `, and ${formatCount(waiting, 'delivery', 'deliveries')} that ${waiting === 1 ? 'waits' : 'wait'} for it`}.
      </p>
    </ConfirmDialog>
  );
}
