// Accepting as who is signed in, or as somebody else.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { sessionState } from '../../api/session-state.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { type Offer, isForName } from './offer.ts';

export interface AcceptSignedInProps {
  readonly token: string;
  readonly offer: Offer;
  readonly username: string;
}

export function AcceptSignedIn({ token, offer, username }: AcceptSignedInProps) {
  const queryClient = useQueryClient();
  const router = useRouter();
  const accept = useMutation({
    mutationFn: async () => {
      await api.POST('/v2/invites/accept', { body: { token } });
      // The organizations that were known before are one too few.
      queryClient.clear();
      sessionState.begin();
      await router.navigate({ to: '/orgs/$org', params: { org: offer.org } });
    },
  });
  const change = useMutation({
    mutationFn: async () => {
      await api.POST('/v2/sessions/end');
      queryClient.clear();
      await router.navigate({ to: '/sign-in', search: { next: `/invite/${token}` } });
    },
  });
  const isOther = isForName(offer) && offer.invitee.toLowerCase() !== username.toLowerCase();
  const other = (
    <Button look={isOther ? 'primary' : 'quiet'} isPending={change.isPending} onPress={() => change.mutate()}>
      {isOther ? `Sign in as ${offer.invitee}` : 'Use another account'}
    </Button>
  );
  return (
    <Form
      onSubmit={() => accept.mutate()}
      error={accept.error ?? change.error}
      actions={
        <>
          {!isOther && (
            <Button type="submit" look="primary" isPending={accept.isPending}>
              Accept as {username}
            </Button>
          )}
          {other}
        </>
      }
    >
      {isOther && (
        <Banner tone="warning">
          You are signed in as {username}. The invitation is for {offer.invitee} alone.
        </Banner>
      )}
    </Form>
  );
}
