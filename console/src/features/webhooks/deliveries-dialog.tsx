// What a webhook was told lately and what came of it; one delivery opened whole.
import { ArrowLeft } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DeliveryList } from './delivery-list.tsx';
import { DeliveryWhole } from './delivery-whole.tsx';
import type { Webhook } from './webhook.ts';
import type { WebhooksSearch } from './webhooks-search.ts';

export interface DeliveriesDialogProps {
  readonly org: string;
  readonly webhook: Webhook;
  readonly search: WebhooksSearch;
  readonly onShow: (search: WebhooksSearch) => void;
}

export function DeliveriesDialog({ org, webhook: { id, url }, search: { delivery, state }, onShow }: DeliveriesDialogProps) {
  const list = { webhook: id, ...(state && { state }) };
  return (
    <Dialog title={delivery === undefined ? `Deliveries to ${url}` : `Delivery to ${url}`} place="side" width="wide" isOpen onClose={() => onShow({})}>
      {delivery === undefined ? (
        <DeliveryList org={org} id={id} state={state} onState={(next) => onShow({ webhook: id, ...(next && { state: next }) })} onOpen={(opened) => onShow({ ...list, delivery: opened })} />
      ) : (
        <>
          <div>
            <Button look="quiet" size="small" icon={<ArrowLeft aria-hidden="true" />} onPress={() => onShow(list)}>
              All deliveries
            </Button>
          </div>
          <DeliveryWhole key={delivery} org={org} id={id} delivery={delivery} />
        </>
      )}
    </Dialog>
  );
}
