// Everything that an owner says of the identity provider, in the order in which it is set up.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { paths } from '../../../../src/contract/paths.ts';
import { $api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { LeaveGuard } from '../../policy/leave-guard.tsx';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CodeBlock } from '../../ui/copy.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { changeOf, problemsOf, wordsOf } from './connection-draft.ts';
import { ChangedMeanwhile } from './changed-meanwhile.tsx';
import { ClientSecretField } from './client-secret-field.tsx';
import { GroupMapping } from './group-mapping.tsx';
import { PasswordSignIn } from './password-sign-in.tsx';
import { PeopleFields } from './people-fields.tsx';
import { useSaveConnection } from './use-save-connection.ts';
import type { TaggedConnection } from './use-connection.ts';
import styles from './single-sign-on.module.css';

export interface ConnectionFormProps {
  /** null: a new connection. */
  readonly begunWith: TaggedConnection | null;
  readonly onDone: () => void;
}

export function ConnectionForm({ begunWith, onDone }: ConnectionFormProps) {
  const { base, draft, edit, save, meanwhile, failure } = useSaveConnection(begunWith, onDone);
  const fields = failure?.fields ?? {};
  const isChanged = Object.keys(changeOf(base?.connection ?? null, draft)).length > 0;
  const isOfFields = Object.keys(fields).length > 0;
  const part = { draft, edit, fields };
  const [isAsked, setAsked] = useState(false);
  return (
    <Form
      onSubmit={() => save.mutate()}
      error={isOfFields ? undefined : failure}
      actions={
        <>
          <Button onPress={() => (isChanged ? setAsked(true) : onDone())}>Cancel</Button>
          <Button type="submit" look="primary" isPending={save.isPending} isDisabled={!isChanged}>
            {base === null ? 'Connect' : 'Save'}
          </Button>
        </>
      }
    >
      <LeaveGuard changes={isChanged && !save.isSuccess ? 1 : 0} />
      <DiscardDialog isOpen={isAsked} onClose={() => setAsked(false)} onDiscard={onDone} />
      {meanwhile !== undefined && <ChangedMeanwhile meanwhile={meanwhile} />}
      <Part title="At your identity provider">
        <p>Register Pullgate there as a web application with this redirect address. It needs the authorization code flow alone.</p>
        <RedirectAddress />
        <TextField label="Issuer" description="Exactly as its discovery document has it, such as https://login.example.com/realms/acme. It is asked when you save." isCode autoFocus value={draft.issuer} onChange={(issuer) => edit({ issuer })} errors={problemsOf(fields, 'issuer')} />
        <TextField label="Client id" isCode autoComplete="off" value={draft.clientId} onChange={(clientId) => edit({ clientId })} errors={problemsOf(fields, 'client_id')} />
        <ClientSecretField {...part} isStored={base?.connection.has_client_secret ?? false} />
        <TextField label="Scopes" description="Beside openid, with blanks between." isCode value={draft.scopes} onChange={(scopes) => edit({ scopes })} errors={problemsOf(fields, 'scopes', wordsOf(draft.scopes))} />
      </Part>
      <Part title="Who signs in">
        <PeopleFields {...part} />
      </Part>
      <Part title="Groups">
        <GroupMapping {...part} />
      </Part>
      <Part title="Password sign-in">
        <PasswordSignIn {...part} wasEnforced={base?.connection.enforced ?? false} />
      </Part>
      {isOfFields && <Banner tone="danger" title="Nothing was saved">{`Look at ${Object.keys(fields).length === 1 ? 'the field' : 'the fields'} marked above.`}</Banner>}
    </Form>
  );
}

function DiscardDialog({ isOpen, onClose, onDiscard }: { readonly isOpen: boolean; readonly onClose: () => void; readonly onDiscard: () => void }) {
  const discard = (): Promise<void> => {
    onDiscard();
    return Promise.resolve();
  };
  return (
    <ConfirmDialog title="Discard your changes?" action="Discard" isOpen={isOpen} onClose={onClose} onConfirm={discard}>
      <p>What you typed in this form will be lost.</p>
    </ConfirmDialog>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles['part']}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

/** At the address by which the server knows itself, as the base address of SCIM is. */
function RedirectAddress() {
  const { name: org } = useOrganization();
  const { data } = useQuery($api.queryOptions('get', '/v2/orgs/{org}/scim-token', { params: { path: { org } } }));
  return <CodeBlock text={new URL(paths.singleSignOnCallback, data?.base_url ?? globalThis.location.origin).href} label="the redirect address" />;
}
