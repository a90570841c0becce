// The deliveries of a webhook, newest first.
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { Button } from '../../ui/button.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Select } from '../../ui/select.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { DeliveryBadge, deliveryEventNames, deliveryStateNames } from './delivery-badge.tsx';
import { type DeliveryState, deliveryStates } from './webhooks-search.ts';
import styles from './webhooks.module.css';

type Delivery = Answer<'listDeliveries'>['results'][number];

const pageSize = 25;
const refreshMs = 5000;

export interface DeliveryListProps {
  readonly org: string;
  readonly id: string;
  readonly state: DeliveryState | undefined;
  readonly onState: (state: DeliveryState | undefined) => void;
  readonly onOpen: (delivery: string) => void;
}

export function DeliveryList({ org, id, state, onState, onOpen }: DeliveryListProps) {
  const [page, setPage] = useState(1);
  const query = $api.useQuery(
    'get',
    '/v2/orgs/{org}/webhooks/{id}/deliveries',
    { params: { path: { org, id }, query: { page, page_size: pageSize, ...(state && { state }) } } },
    { refetchInterval: refreshMs, placeholderData: (before) => before },
  );
  const choose = (value: DeliveryState | 'all'): void => {
    setPage(1);
    onState(value === 'all' ? undefined : value);
  };
  return (
    <>
      <div className={styles['filter']}>
        <Select label="State" value={state ?? 'all'} onChange={choose} options={[{ value: 'all', label: 'All' }, ...deliveryStates.map((value) => ({ value, label: deliveryStateNames[value] }))]} />
      </div>
      <Loaded query={query} failure="The deliveries could not be loaded">
        {({ results, count }) => (
          <>
            <Table label="Deliveries" columns={columnsOf(onOpen)} rows={results} keyOf={(delivery) => delivery.id} empty={<Empty title="No deliveries">{state === undefined ? 'Nothing was sent yet, or it is over a week ago. Send a test to see that it arrives.' : 'None is in this state.'}</Empty>} />
            <Pager page={page} pageSize={pageSize} count={count} onPage={setPage} what="deliveries" />
          </>
        )}
      </Loaded>
    </>
  );
}

function columnsOf(onOpen: (delivery: string) => void): readonly Column<Delivery>[] {
  return [
    { id: 'time', title: 'Time', isRowHeader: true, cell: ({ created_at: at }) => <Time at={at} form="ago" /> },
    { id: 'event', title: 'Event', cell: ({ event, event_count: count }) => `${deliveryEventNames[event]}${count > 1 ? ` (${formatNumber(count)})` : ''}` },
    { id: 'state', title: 'State', cell: (delivery) => <DeliveryBadge state={delivery.state} /> },
    { id: 'tries', title: 'Tries', kind: 'number', cell: ({ attempts }) => attempts },
    { id: 'outcome', title: 'Outcome', cell: ({ problem, status }) => problem ?? (status === null ? 'Not tried yet' : String(status)) },
    {
      id: 'actions',
      title: 'Actions',
      kind: 'actions',
      cell: ({ id }) => (
        <Button size="small" aria-label={`Open the delivery ${id}`} onPress={() => onOpen(id)}>
          Open
        </Button>
      ),
    },
  ];
}
