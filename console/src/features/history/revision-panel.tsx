// One revision opened whole: what it changed, how it differs from what is in force, and the way back to it.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { $api } from '../../api/client.ts';
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import { revisionWords } from '../../policy/change-words.ts';
import { Differences } from '../../policy/differences.tsx';
import { useSettings } from '../../policy/use-settings.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Time } from '../../ui/time.tsx';
import { BringBackDialog } from './bring-back-dialog.tsx';

export interface RevisionPanelProps {
  readonly revision: number;
  readonly against: 'before' | 'now';
  readonly onAgainst: (against: 'before' | 'now') => void;
  readonly onClose: () => void;
}

export function RevisionPanel({ revision, against, onAgainst, onClose }: RevisionPanelProps) {
  const { name: org } = useOrganization();
  const isOwner = useIsOwner();
  const [isAsking, setAsking] = useState(false);
  const { data: current } = useSettings(org);
  const query = $api.useQuery('get', '/v2/orgs/{org}/settings/revisions/{revision}', { params: { path: { org, revision } } }, { staleTime: Infinity });
  const isInForce = current?.revision === revision;
  const canBringBack = isOwner && current !== undefined && query.data !== undefined && !isInForce;
  const bringBack = (
    <Button look="primary" onPress={() => setAsking(true)}>
      Bring back
    </Button>
  );
  const before = <RevisionDiff revision={revision} nothing="It changed nothing." />;
  const now = current === undefined ? null : <RevisionDiff revision={revision} against={current.revision} nothing="The settings in force are the same." />;
  const tabs = [
    { id: 'before', title: 'What it changed', content: before },
    { id: 'now', title: 'Against what is in force', content: now },
  ] as const;
  return (
    <Dialog title={`Revision ${revision}`} place="side" width="wide" isOpen onClose={onClose} actions={canBringBack ? bringBack : undefined}>
      <Loaded query={query} failure="The revision could not be loaded">
        {(shown) => (
          <>
            <Facts
              facts={[
                ['When', <Time key="at" at={shown.at} form="both" />],
                ['Who', shown.by],
                ['What', revisionWords(shown)],
              ]}
            />
            {isInForce ? before : <Tabs label="Compare" tabs={tabs} selected={against} onSelect={onAgainst} />}
          </>
        )}
      </Loaded>
      {isAsking && current !== undefined && query.data !== undefined && <BringBackDialog target={query.data} current={current} onDone={onClose} onClose={() => setAsking(false)} />}
    </Dialog>
  );
}

/** `against`: left out, the one before. */
function RevisionDiff({ revision, against, nothing }: { readonly revision: number; readonly against?: number; readonly nothing: string }) {
  const { name: org } = useOrganization();
  const options = $api.queryOptions('get', '/v2/orgs/{org}/settings/revisions/{revision}/diff', { params: { path: { org, revision }, query: against === undefined ? {} : { against } } }, { staleTime: Infinity });
  return (
    <Loaded query={useQuery(options)} failure="The difference could not be loaded">
      {({ changes }) => (changes.length === 0 ? <p>{nothing}</p> : <Differences changes={changes} label={against === undefined ? 'What it changed' : `From revision ${against}, in force, to revision ${revision}`} />)}
    </Loaded>
  );
}
