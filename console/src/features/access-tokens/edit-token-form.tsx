// The form of a token that there is. After a conflict it keeps what was typed and shows what is there now.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { isConflict, toFailure } from '../../api/failure.ts';
import type { Answer } from '../../api/operation-types.ts';
import { type Tagged, writeAtTag } from '../../api/write-at-tag.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { notify } from '../../ui/toast.tsx';
import { draftOf, resourcesOf } from './token-draft.ts';
import { TokenFields } from './token-fields.tsx';

type Token = Answer<'showOrganizationAccessToken'>;

export interface EditTokenFormProps {
  readonly org: string;
  readonly read: Tagged<Token>;
  /** The form is given it as `read` as well. */
  readonly readAgain: () => Promise<Tagged<Token>>;
  readonly onSaved: () => Promise<void>;
  readonly onClose: () => void;
}

export function EditTokenForm({ org, read, readAgain, onSaved, onClose }: EditTokenFormProps) {
  const { thing: token } = read;
  const [draft, setDraft] = useState(() => draftOf(token, org));
  const save = useMutation({
    mutationFn: async () => {
      const body = { label: draft.label, description: draft.description, resources: resourcesOf(draft, org) };
      const write = (tag: string) => api.PATCH('/v2/orgs/{org}/access-tokens/{id}', { params: { path: { org, id: token.id }, header: { 'If-Match': tag } }, body });
      await writeAtTag({ read, readAgain, editedOf: ({ label, description, resources }) => [label, description, resources], write });
      await onSaved();
    },
    onSuccess: () => {
      notify(`${draft.label.trim()} is changed`);
      onClose();
    },
  });
  const isBehind = isConflict(save.error);
  const { fields } = save.isError ? toFailure(save.error) : { fields: {} as Readonly<Record<string, readonly string[]>> };
  const actions = (
    <>
      <Button type="submit" look="primary" isPending={save.isPending} isDisabled={draft.label.trim() === ''}>
        {isBehind ? 'Save mine in its place' : 'Save'}
      </Button>
      <Button onPress={onClose}>Cancel</Button>
    </>
  );
  return (
    <Form onSubmit={() => save.mutate()} error={isBehind ? undefined : save.error} actions={actions}>
      {isBehind && (
        <Banner tone="warning" title="Somebody else has changed this token in the meantime">
          Nothing was saved; what you typed is still here. Now it is: {describe(token)}
        </Banner>
      )}
      <TokenFields org={org} draft={draft} onChange={setDraft} fields={fields} />
    </Form>
  );
}

function describe({ label, description, resources }: Token): string {
  const reach = resources.map(({ path, scopes }) => `${path} (${scopes.map((scope) => scope.replace(/^scope-/, '')).join(', ')})`);
  return [label, description, ...reach].filter((text) => text !== '').join('; ');
}
