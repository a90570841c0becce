// Invites people in three steps: who, what the server says of each, and the links to hand over.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { formatCount } from '../../ui/format.ts';
import { notify } from '../../ui/toast.tsx';
import { CheckInvitees } from './check-invitees.tsx';
import { HandOver } from './hand-over.tsx';
import type { InviteDraft, Verdict } from './invite-draft.ts';
import { NameInvitees } from './name-invitees.tsx';
import { readInvitees } from './read-invitees.ts';

export function InvitePeople({ onClose }: { readonly onClose: () => void }) {
  const { name: org } = useOrganization();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<InviteDraft>({ text: '', role: 'member', team: '' });
  const ask = async (dryRun: boolean): Promise<readonly Verdict[]> => {
    const { role, team, text } = draft;
    const { data } = await api.POST('/v2/invites/bulk', { body: { org, role, invitees: [...readInvitees(text)], ...(team !== '' && { team }), dry_run: dryRun } });
    return data?.invitees ?? [];
  };
  const check = useMutation({ mutationFn: async () => ask(true) });
  const send = useMutation({
    mutationFn: async () => ask(false),
    onSuccess: async (sent) => {
      await queryClient.invalidateQueries({ queryKey: ['get', '/v2/orgs/{org}/invites'] });
      if (sent.some(({ invite }) => invite?.link !== undefined)) return;
      notify(`${formatCount(sent.filter(({ invite }) => invite !== undefined).length, 'person', 'people')} invited by mail`);
      onClose();
    },
  });
  const back = (): void => {
    check.reset();
    send.reset();
  };
  if (send.data !== undefined) return <HandOver sent={send.data} onClose={onClose} />;
  if (check.data !== undefined) return <CheckInvitees verdicts={check.data} draft={draft} error={send.error} isPending={send.isPending} onSend={() => send.mutate()} onBack={back} onClose={onClose} />;
  return <NameInvitees draft={draft} onChange={setDraft} error={check.error} isPending={check.isPending} onCheck={() => check.mutate()} onClose={onClose} />;
}
