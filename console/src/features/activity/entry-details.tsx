// One entry of the log opened whole.
import { useQuery } from '@tanstack/react-query';
import { describeAct } from '../../../../src/contract/action-texts.ts';
import { api } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Time } from '../../ui/time.tsx';
import { type Entry, describeActor, describeCredential } from './actor-texts.ts';
import type { Json } from './difference.ts';
import { EntryChanges } from './entry-changes.tsx';

export interface EntryDetailsProps {
  readonly org: string;
  readonly sequence: number;
  readonly onClose: () => void;
}

export function EntryDetails({ org, sequence, onClose }: EntryDetailsProps) {
  const query = useQuery({
    queryKey: ['entry of the log', org, sequence],
    staleTime: Number.POSITIVE_INFINITY, // an entry never changes
    queryFn: async () => findEntry(org, sequence),
  });
  return (
    <Dialog title={query.data === undefined ? `Entry ${formatNumber(sequence)}` : sentenceOf(query.data)} place="side" width="wide" isOpen onClose={onClose}>
      <Loaded query={query} failure="The entry could not be loaded">
        {(entry) => (
          <>
            <EntryChanges before={entry.before as Json} after={entry.after as Json} />
            <Facts facts={factsOf(entry)} />
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

/** A cursor is the number behind which older entries begin. */
async function findEntry(org: string, sequence: number): Promise<Entry> {
  const { data } = await api.GET('/v2/orgs/{org}/activity', { params: { path: { org }, query: { cursor: String(sequence + 1), limit: 1 } } });
  const entry = data?.activity.find((candidate) => candidate.sequence === sequence);
  if (entry === undefined) throw new Failure(`the log has no entry ${sequence}: verify it to see whether one is missing`, { status: 404 });
  return entry;
}

function sentenceOf(entry: Entry): string {
  return `${describeActor(entry.actor)} ${describeAct(entry)}`;
}

function factsOf({ sequence, time, action, actor, previous_hash: previousHash, hash }: Entry) {
  const { credential } = actor;
  return [
    ['When', <Time key="time" at={time} form="both" />],
    ['Who', describeActor(actor)],
    ['With', credential.id === null ? describeCredential(actor) : <With key="with" words={describeCredential(actor)} id={credential.id} />],
    ['From', actor.client_address === '' ? 'None' : actor.client_address],
    ['Client', actor.user_agent === '' ? 'None' : actor.user_agent],
    ['Request', actor.request_id === '' ? 'None' : <code key="request">{actor.request_id}</code>],
    ['Action', <code key="action">{action}</code>],
    ['Number', formatNumber(sequence)],
    ['Hash', <code key="hash">{hash}</code>],
    ['Hash before it', previousHash === '' ? 'None: the first entry' : <code key="previous">{previousHash}</code>],
  ] as const;
}

function With({ words, id }: { readonly words: string; readonly id: string }) {
  return (
    <>
      {words} <code>{id}</code>
    </>
  );
}
