// The client secret goes in and never comes out.
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { problemsOf } from './connection-draft.ts';
import type { FormPart } from './form-part.ts';

export function ClientSecretField({ draft, edit, fields, isStored }: FormPart & { readonly isStored: boolean }) {
  return (
    <>
      <TextField
        label="Client secret"
        type="password"
        autoComplete="off"
        isDisabled={draft.isSecretRemoved}
        description={isStored ? 'One is stored, and never shown. Leave this empty to keep it; another issuer needs its own.' : 'Leave it empty for a public client, which has none.'}
        value={draft.clientSecret}
        onChange={(clientSecret) => edit({ clientSecret })}
        errors={problemsOf(fields, 'client_secret')}
      />
      {isStored && (
        <Checkbox isSelected={draft.isSecretRemoved} onChange={(isSecretRemoved) => edit({ isSecretRemoved })}>
          Forget the stored secret: it is a public client
        </Checkbox>
      )}
    </>
  );
}
