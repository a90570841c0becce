// Saves the form of a connection, with what is known of it; another owner's change in between is laid under what was typed.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Failure, isConflict, toFailure } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { notify } from '../../ui/toast.tsx';
import { type ConnectionDraft, type WrittenConnection, changeOf, differencesOf, draftOf, rebaseDraft, withoutEmptyRows } from './connection-draft.ts';
import { type TaggedConnection, connectionQuery, readConnection } from './use-connection.ts';

export interface Meanwhile {
  readonly now: TaggedConnection | null;
  /** What they changed. */
  readonly names: readonly (keyof WrittenConnection)[];
}

export function useSaveConnection(begunWith: TaggedConnection | null, onDone: () => void) {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(begunWith);
  const [draft, setDraft] = useState<ConnectionDraft>(() => draftOf(begunWith?.connection ?? null));
  const [meanwhile, setMeanwhile] = useState<Meanwhile>();
  const save = useMutation({
    mutationFn: async () => {
      setMeanwhile(undefined);
      const sent = { ...draft, mapping: withoutEmptyRows(draft.mapping) };
      setDraft(sent);
      // There is no tag of what is not there yet: what another owner connected since is found by looking.
      if (base === null && (await readConnection(org)) !== null) throw new Failure('another owner was faster', { status: 412 });
      const header = base === null ? {} : { 'If-Match': base.tag };
      await api.PUT('/v2/orgs/{org}/single-sign-on', { params: { path: { org }, header }, body: changeOf(base?.connection ?? null, sent) });
    },
    onSuccess: async () => {
      notify(base === null ? 'The identity provider is connected' : 'Single sign-on was changed');
      await queryClient.invalidateQueries({ queryKey: ['get', '/v2/orgs/{org}/single-sign-on'] });
      onDone();
    },
    onError: async (error) => {
      if (!isConflict(error)) return;
      const now = await queryClient.query({ ...connectionQuery(org), staleTime: 0 });
      const [from, to] = [base?.connection ?? null, now?.connection ?? null];
      setMeanwhile({ now, names: differencesOf(from, to) });
      setDraft((typed) => rebaseDraft(typed, { from, to }));
      setBase(now);
    },
  });
  const failure = save.error === null || isConflict(save.error) ? undefined : toFailure(save.error);
  return { base, draft, edit: (change: Partial<ConnectionDraft>) => setDraft((before) => ({ ...before, ...change })), save, meanwhile, failure };
}
