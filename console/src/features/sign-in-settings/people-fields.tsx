// Whom the provider may sign in, and whose account they then are.
import { Checkbox } from '../../ui/checkbox.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { problemsOf, wordsOf } from './connection-draft.ts';
import type { FormPart } from './form-part.ts';

export function PeopleFields({ draft, edit, fields }: FormPart) {
  return (
    <>
      <TextField
        label="Domains"
        description="Only people with a verified e-mail address in one of these sign in, and the sign-in page finds the organization by it. Empty: whoever the provider lets in. Issuers at which anybody can have an account, such as Google, need it."
        isCode
        value={draft.domains}
        onChange={(domains) => edit({ domains })}
        errors={problemsOf(fields, 'domains', wordsOf(draft.domains))}
      />
      <Checkbox
        isSelected={draft.isLinkedByEmail}
        onChange={(isLinkedByEmail) => edit({ isLinkedByEmail })}
        description="At a first sign-in, accounts of this organization that have a password are linked by their verified e-mail address. Otherwise their people link them here, signed in as before."
      >
        Link accounts with a password by e-mail address
      </Checkbox>
      <TextField
        label="Claim of SCIM's externalId"
        description="Where the same provider makes accounts over SCIM: the claim that has what it sends as externalId, such as oid (Entra ID) or sub (Okta). Empty: none has."
        isCode
        value={draft.externalIdClaim}
        onChange={(externalIdClaim) => edit({ externalIdClaim })}
        errors={problemsOf(fields, 'external_id_claim')}
      />
    </>
  );
}
