// What the link of an invitation opens: who invites to what, and the ways to answer.
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { $api, api } from '../../api/client.ts';
import { Failure, toFailure } from '../../api/failure.ts';
import { roleTexts } from '../../policy/role-texts.ts';
import { Facts } from '../../ui/facts.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { Time } from '../../ui/time.tsx';
import { Welcome } from '../../ui/welcome.tsx';
import { AcceptAsNew } from './accept-as-new.tsx';
import { AcceptSignedIn } from './accept-signed-in.tsx';
import { Decline } from './decline.tsx';
import type { Offer } from './offer.ts';
import { SignInToAccept } from './sign-in-to-accept.tsx';

const route = getRouteApi('/invite/$token');

export function AcceptPage() {
  const { token } = route.useParams();
  const [isDeclined, setDeclined] = useState(false);
  const offer = $api.useQuery('get', '/v2/invites/token/{token}', { params: { path: { token } } }, { enabled: !isDeclined, refetchOnWindowFocus: false });
  const reader = useQuery({ queryKey: ['who reads the invitation'], queryFn: whoIsSignedIn, gcTime: 0 });
  if (isDeclined) {
    return (
      <Welcome title="Declined">
        <p>The link of the invitation no longer works. Whoever invited you can send another.</p>
      </Welcome>
    );
  }
  if (offer.data === undefined) return offer.isError ? <NoOffer error={offer.error} onRetry={() => void offer.refetch()} /> : <Welcome title="Invitation">{<Loading />}</Welcome>;
  return (
    <Welcome title={`Join ${offer.data.org}`}>
      <WhatIsOffered offer={offer.data} />
      {reader.isPending && <Loading lines={2} />}
      {reader.isError && <Failed error={reader.error} onRetry={() => void reader.refetch()} />}
      {reader.isSuccess && <WaysIn token={token} offer={offer.data} username={reader.data} />}
      {reader.isSuccess && <Decline token={token} organization={offer.data.org} onDeclined={() => setDeclined(true)} />}
    </Welcome>
  );
}

/** null: nobody. */
async function whoIsSignedIn(): Promise<string | null> {
  try {
    const { data } = await api.GET('/v2/user');
    return data?.username ?? null;
  } catch (error) {
    if (error instanceof Failure && error.status === 401) return null;
    throw error;
  }
}

function WhatIsOffered({ offer: { inviter_username: inviter, invitee, org, role, team, expires_at: end } }: { readonly offer: Offer }) {
  return (
    <>
      <p>
        {inviter} invites {invitee} to the organization {org} on Pullgate.
      </p>
      <Facts
        facts={[
          ['Role', `${roleTexts[role].name}. ${roleTexts[role].sentence}`],
          ...(team === '' ? [] : ([['Team', team]] as const)),
          ['Works until', <Time key="end" at={end} />],
        ]}
      />
    </>
  );
}

function WaysIn({ token, offer, username }: { readonly token: string; readonly offer: Offer; readonly username: string | null }) {
  if (username !== null) return <AcceptSignedIn token={token} offer={offer} username={username} />;
  if (offer.accept_by === 'sign-in') return <SignInToAccept token={token} invitee={offer.invitee} />;
  return <AcceptAsNew token={token} offer={offer} />;
}

function NoOffer({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { status, message } = toFailure(error);
  if (status === 404) {
    return (
      <Welcome title="This link does not work">
        <p>It is mistyped, or it was used, cancelled or replaced by a newer one. Ask whoever invited you for another.</p>
        <p>
          Have you joined already? <a href="/">Sign in</a>.
        </p>
      </Welcome>
    );
  }
  if (status === 409) {
    return (
      <Welcome title="This invitation has expired">
        <p>{`${message.slice(0, 1).toUpperCase()}${message.slice(1).replaceAll('`', '')}.`}</p>
      </Welcome>
    );
  }
  return (
    <Welcome title="Invitation">
      <Failed error={error} title="The invitation could not be loaded" onRetry={onRetry} />
    </Welcome>
  );
}
