// The organization's connection to its identity provider: none yet, as it is, or being changed.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { ConnectionFacts } from './connection-facts.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { Identities } from './identities.tsx';
import { RemoveConnection } from './remove-connection.tsx';
import { type TaggedConnection, connectionQuery } from './use-connection.ts';

const description = 'People sign in to this console, the admin API and the command line with your identity provider (OpenID Connect). docker login takes a personal access token.';

export function SingleSignOn() {
  const { name: org } = useOrganization();
  const query = useQuery(connectionQuery(org));
  const [isEditing, setEditing] = useState(false);
  return (
    <>
      <Loaded query={query} failure="Single sign-on could not be loaded" lines={3}>
        {(tagged) => (isEditing ? <Editing tagged={tagged} onDone={() => setEditing(false)} /> : <Shown tagged={tagged} onEdit={() => setEditing(true)} />)}
      </Loaded>
      {query.data !== undefined && query.data !== null && <Identities issuer={query.data.connection.issuer} />}
    </>
  );
}

function Editing({ tagged, onDone }: { readonly tagged: TaggedConnection | null; readonly onDone: () => void }) {
  return (
    <Section title={tagged === null ? 'Connect an identity provider' : 'Change single sign-on'} description={description}>
      <ConnectionForm begunWith={tagged} onDone={onDone} />
    </Section>
  );
}

function Shown({ tagged, onEdit }: { readonly tagged: TaggedConnection | null; readonly onEdit: () => void }) {
  if (tagged === null) {
    return (
      <Section title="Single sign-on" description={description} actions={<Button onPress={onEdit}>Connect a provider</Button>}>
        <p>No identity provider is connected: people sign in with their passwords.</p>
      </Section>
    );
  }
  const actions = (
    <>
      <RemoveConnection tagged={tagged} />
      <Button onPress={onEdit}>Change</Button>
    </>
  );
  return (
    <Section title="Single sign-on" description={description} actions={actions}>
      <ConnectionFacts connection={tagged.connection} />
    </Section>
  );
}
