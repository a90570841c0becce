// The last refresh of the catalog, what it found, and another one at once: for whoever owns the installation.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { $api, api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';
import { Badge } from '../../ui/badge.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { Time } from '../../ui/time.tsx';
import { refreshOutcomes } from './refresh-outcomes.ts';
import { useChanged } from './use-changed.ts';

type Refresh = Answer<'showCatalogRefresh'>;

const pollMs = 2000;

export function RefreshSection() {
  const refresh = $api.useQuery('get', '/v2/catalog/refresh', {}, { refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? pollMs : false) });
  if (refresh.error !== null && toFailure(refresh.error).status === 403) {
    return (
      <Section title="Refresh and drift">
        <Empty title="For owners of the installation">Whoever owns every organization of this server sees and starts refreshes. What they changed is in the catalog, under Changed.</Empty>
      </Section>
    );
  }
  return (
    <Loaded query={refresh} failure="The refresh could not be loaded">
      {(state) => (
        <>
          <RefreshState refresh={state} />
          <DriftSection drift={state.drift} />
        </>
      )}
    </Loaded>
  );
}

function RefreshState({ refresh }: { readonly refresh: Refresh }) {
  const { changed } = useChanged();
  const query = $api.useQuery('get', '/v2/catalog/refresh', {});
  const [isAccepting, setAccepting] = useState(false);
  const start = useMutation({
    mutationFn: (accept: boolean) => api.POST('/v2/catalog/refresh', { body: accept ? { accept: true } : {} }),
    onSettled: async () => {
      await Promise.all([query.refetch(), changed()]);
    },
  });
  const isHeld = refresh.state === 'idle' && refresh.outcome === 'held';
  const now = (
    <Button isPending={start.isPending || refresh.state === 'running'} isDisabled={!refresh.enabled} onPress={() => start.mutate(false)}>
      {refresh.state === 'running' ? 'Being refreshed' : 'Refresh now'}
    </Button>
  );
  return (
    <Section title="Refresh" description={`Asks ${refresh.address} which namespaces have a badge.`} actions={now}>
      {!refresh.enabled && <Banner>Refreshing is off: what is known came with this version. The setting catalog.refresh.enabled switches it on; Docker Hub is then told which namespaces are asked for.</Banner>}
      {isHeld && (
        <Banner tone="warning" title="Held: it would change much at once" actions={<Button size="small" onPress={() => setAccepting(true)}>Accept</Button>}>
          Nothing of it took effect. Look at what would change below. {refresh.problem}
        </Banner>
      )}
      {start.error !== null && <Banner tone="danger">{toFailure(start.error).message}</Banner>}
      <Facts facts={factsOf(refresh)} />
      <ConfirmDialog title="Let whatever is found take effect?" action="Refresh and accept" isOpen={isAccepting} onClose={() => setAccepting(false)} onConfirm={() => start.mutateAsync(true)}>
        <p>{`Docker Hub is asked again, and everything that it says takes effect in every organization, however much it is. Last time ${formatCount(refresh.drifted, 'namespace')} would have changed.`}</p>
      </ConfirmDialog>
    </Section>
  );
}

function factsOf({ state, asked, total, outcome, finished_at: finishedAt, answered, drifted, problem, next_at: nextAt, apply }: Refresh) {
  if (state === 'running') return [['State', `Asking: ${formatNumber(asked)} of ${formatCount(total, 'namespace')}`]] as const;
  if (outcome === null) return [['State', 'Never refreshed']] as const;
  const { name, tone } = refreshOutcomes[outcome];
  return [
    ['Last refresh', <><Badge key="badge" tone={tone}>{name}</Badge> {finishedAt !== null && <Time at={finishedAt} form="ago" />}</>],
    ['Found', `${formatNumber(answered)} of ${formatCount(asked, 'namespace')} answered, ${formatNumber(drifted)} changed`],
    ...(problem === null || outcome === 'held' ? [] : [['Problem', problem] as const]),
    ['What it finds', apply === 'apply' ? 'takes effect at once' : 'is reported, and takes no effect'],
    ...(nextAt === null ? [] : [['Next', <Time key="next" at={nextAt} form="ago" />] as const]),
  ] as const;
}

function DriftSection({ drift }: { readonly drift: Refresh['drift'] }) {
  return (
    <Section title="Drift" description="What refreshes found changed or vanished, the newest first." isFlush>
      <Table
        label="Namespaces found changed"
        rows={drift}
        keyOf={({ namespace, at }) => `${namespace} ${at}`}
        empty={<Empty title="Nothing has changed">What the shipped catalog says was never found otherwise.</Empty>}
        columns={[
          { id: 'namespace', title: 'Namespace', isRowHeader: true, cell: ({ namespace }) => namespace },
          { id: 'change', title: 'Change', cell: ({ before, after }) => `${categoryTexts[before].name} became ${categoryTexts[after].name}` },
          { id: 'at', title: 'Found', cell: ({ at }) => <Time at={at} form="ago" /> },
          { id: 'applied', title: 'In force', cell: ({ applied }) => (applied ? <Badge tone="good">In force</Badge> : <Badge tone="warning">Told only</Badge>) },
        ]}
      />
    </Section>
  );
}
