// Sign-in: who has to, and how people of the organization do it.
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import type { SettingsSnapshot } from '../../policy/policy-settings.ts';
import { ReadOnlyLine } from '../../policy/read-only-line.tsx';
import { SaveBar } from '../../policy/save-bar.tsx';
import { useDraft } from '../../policy/use-draft.ts';
import { useSettings } from '../../policy/use-settings.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { AnonymousPulls } from './anonymous-pulls.tsx';
import { OfferToMembers } from './offer-to-members.tsx';
import { ScimTokens } from './scim-tokens.tsx';
import { SingleSignOn } from './single-sign-on.tsx';

export function SignInSettingsPage() {
  const { name: org } = useOrganization();
  const isOwner = useIsOwner();
  const settings = useSettings(org);
  return (
    <Page title="Sign-in" description={`Who has to sign in, and how people of ${org} do.`}>
      <ReadOnlyLine />
      <Loaded query={settings} failure="The sign-in settings could not be loaded" lines={3}>
        {(latest) => <SignInPolicy latest={latest} />}
      </Loaded>
      {isOwner ? (
        <>
          <SingleSignOn />
          <ScimTokens />
        </>
      ) : (
        <OfferToMembers />
      )}
    </Page>
  );
}

function SignInPolicy({ latest }: { readonly latest: SettingsSnapshot }) {
  const draft = useDraft(latest);
  return (
    <>
      <AnonymousPulls draft={draft} />
      <SaveBar draft={draft} />
    </>
  );
}
