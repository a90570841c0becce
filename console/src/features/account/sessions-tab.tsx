// Where I am signed in, and the way to end it.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import type { Answer } from '../../api/operation-types.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Pager } from '../../ui/pager.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { notify } from '../../ui/toast.tsx';
import { describeDevice } from './describe-device.ts';
import styles from './account.module.css';

type Session = Answer<'listSessions'>['results'][number];

const pageSize = 50;
const methods = { password: 'Password', 'single-sign-on': 'Single sign-on' } as const satisfies Record<Session['method'], string>;

export function SessionsTab() {
  const [page, setPage] = useState(1);
  const [ended, setEnded] = useState<Session | 'others'>();
  const queryClient = useQueryClient();
  const query = $api.useQuery('get', '/v2/sessions', { params: { query: { page, page_size: pageSize } } }, { placeholderData: (before) => before });
  const end = async (which: Session | 'others'): Promise<void> => {
    if (which === 'others') await api.DELETE('/v2/sessions');
    else await api.DELETE('/v2/sessions/{id}', { params: { path: { id: which.id } } });
    await queryClient.invalidateQueries({ queryKey: ['get', '/v2/sessions'] });
    notify(which === 'others' ? 'All other sessions are ended' : 'The session is ended');
  };
  const hasOthers = (query.data?.count ?? 0) > 1;
  return (
    <Section
      title="Sessions"
      description="Where you are signed in to this console and with pullgate login. What you do not know, end, and change your password."
      actions={hasOthers && <Button onPress={() => setEnded('others')}>End all others</Button>}
      isFlush
    >
      <Loaded query={query} failure="Your sessions could not be loaded">
        {({ results, count }) => (
          <>
            <Table label="Your sessions" columns={columnsOf(setEnded)} rows={results} keyOf={({ id }) => id} />
            <Pager page={page} pageSize={pageSize} count={count} onPage={setPage} what="sessions" />
          </>
        )}
      </Loaded>
      {ended !== undefined && (
        <ConfirmDialog
          title={ended === 'others' ? 'End all other sessions?' : `End the session of ${describeDevice(ended.user_agent)}?`}
          action={ended === 'others' ? 'End all others' : 'End session'}
          isOpen
          onClose={() => setEnded(undefined)}
          onConfirm={() => end(ended)}
        >
          <p>{ended === 'others' ? 'Whoever uses them has to sign in again; what was being edited there and is not saved is lost. This session stays.' : 'Whoever uses it has to sign in again; what was being edited there and is not saved is lost.'}</p>
        </ConfirmDialog>
      )}
    </Section>
  );
}

function columnsOf(onEnd: (session: Session) => void): readonly Column<Session>[] {
  return [
    {
      id: 'device',
      title: 'Device',
      isRowHeader: true,
      cell: ({ user_agent: userAgent, current }) => (
        <span className={styles['named']} title={userAgent}>
          {describeDevice(userAgent)}
          {current && <Badge tone="accent">This one</Badge>}
        </span>
      ),
    },
    { id: 'address', title: 'Address', cell: ({ client_address: address }) => address },
    { id: 'method', title: 'Signed in with', cell: ({ method }) => methods[method] },
    { id: 'since', title: 'Since', cell: ({ created_at: at }) => <Time at={at} form="ago" /> },
    { id: 'seen', title: 'Last seen', cell: ({ last_seen_at: at }) => <Time at={at} form="ago" /> },
    {
      id: 'actions',
      title: 'Actions',
      kind: 'actions',
      cell: (session) =>
        !session.current && (
          <Button size="small" aria-label={`End the session of ${describeDevice(session.user_agent)}`} onPress={() => onEnd(session)}>
            End
          </Button>
        ),
    },
  ];
}
