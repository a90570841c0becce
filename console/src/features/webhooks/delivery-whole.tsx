// One delivery with all that was sent and answered; it can be sent again.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { $api, api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Time } from '../../ui/time.tsx';
import { DeliveryBadge, deliveryEventNames } from './delivery-badge.tsx';
import styles from './webhooks.module.css';

const waitingMs = 1000;

export interface DeliveryWholeProps {
  readonly org: string;
  readonly id: string;
  readonly delivery: string;
}

/** While it waits it is asked for again, so that what becomes of it is seen. */
export function DeliveryWhole({ org, id, delivery }: DeliveryWholeProps) {
  const queryClient = useQueryClient();
  const path = { org, id, delivery };
  const query = $api.useQuery('get', '/v2/orgs/{org}/webhooks/{id}/deliveries/{delivery}', { params: { path } }, { refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? waitingMs : false) });
  const replay = useMutation({
    mutationFn: () => api.POST('/v2/orgs/{org}/webhooks/{id}/deliveries/{delivery}/replay', { params: { path } }),
    onSuccess: () => Promise.all([query.refetch(), queryClient.invalidateQueries({ queryKey: ['get', '/v2/orgs/{org}/webhooks'] })]),
  });
  return (
    <Loaded query={query} failure="The delivery could not be loaded" lines={8}>
      {(found) => (
        <>
          <Facts facts={factsOf(found)} />
          {replay.isError && <Banner tone="danger">{toFailure(replay.error).message}</Banner>}
          <div>
            <Button isPending={replay.isPending} isDisabled={found.state === 'waiting'} onPress={() => replay.mutate()}>
              Send again
            </Button>
          </div>
          <h3>Sent</h3>
          <CodeBlock text={JSON.stringify(found.payload, null, 2)} label="what was sent" />
          <h3>Answered</h3>
          {found.response === null || found.response === '' ? <p className={styles['description']}>{found.last_try_at === null ? 'Not tried yet.' : 'Nothing.'}</p> : <CodeBlock text={found.response} label="what was answered" />}
        </>
      )}
    </Loaded>
  );
}

function factsOf(delivery: Answer<'showDelivery'>): readonly (readonly [string, ReactNode])[] {
  const { id, event, state, event_count: count, dropped, created_at: made, attempts, next_try_at: next, last_try_at: last, status, duration_ms: durationMs, problem } = delivery;
  return [
    ['State', <DeliveryBadge key="state" state={state} />],
    ...(problem === null ? [] : ([['Problem', problem]] as const)),
    ['Event', `${deliveryEventNames[event]}${count > 1 ? `, ${formatNumber(count)} together` : ''}`],
    ...(dropped > 0 ? ([['Not sent before', `${formatNumber(dropped)} that the queue had no room for`]] as const) : []),
    ['Id', <code key="id">{id}</code>],
    ['Created', <Time key="made" at={made} form="both" />],
    ['Tries', formatNumber(attempts)],
    ...(last === null ? [] : ([['Last try', <Time key="last" at={last} form="both" />]] as const)),
    ...(next === null ? [] : ([['Next try', <Time key="next" at={next} form="both" />]] as const)),
    ...(status === null ? [] : ([['Answer', `${status}${durationMs === null ? '' : ` after ${formatNumber(durationMs)} ms`}`]] as const)),
  ];
}
