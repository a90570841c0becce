// Whether whoever is not signed in may pull, and under what.
import { useOrganization } from '../../api/organization.ts';
import type { Draft } from '../../policy/use-draft.ts';
import { Section } from '../../ui/page.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';

export function AnonymousPulls({ draft: { value, edit, isEditable } }: { readonly draft: Draft }) {
  const { name: org } = useOrganization();
  const options = [
    { value: 'enforced', label: 'Sign-in is enforced', description: 'Whoever is not signed in is refused, and reads how to sign in.' },
    { value: 'anonymous', label: "The anonymous pull under the members' policy", description: `Image access and registry access hold as for members of ${org}. Public images alone, and only while every organization of this gateway says so. Pushing always needs a sign-in.` },
  ] as const;
  return (
    <Section title="Without signing in">
      <RadioGroup
        label="Whoever pulls without signing in"
        isLabelHidden
        options={options}
        value={value.sign_in.enforced ? 'enforced' : 'anonymous'}
        isReadOnly={!isEditable}
        onChange={(who) => edit((settings) => ({ ...settings, sign_in: { enforced: who === 'enforced', anonymous: who === 'enforced' ? 'refuse' : 'members_policy' } }))}
      />
    </Section>
  );
}
