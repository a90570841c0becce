// Namespace access: whether members may push to their personal namespaces.
import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../api/organization.ts';
import type { SettingsSnapshot } from '../../policy/policy-settings.ts';
import { ReadOnlyLine } from '../../policy/read-only-line.tsx';
import { SaveBar } from '../../policy/save-bar.tsx';
import { useDraft } from '../../policy/use-draft.ts';
import { useSettings } from '../../policy/use-settings.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';
import { RemainingNamespaces } from './remaining-namespaces.tsx';

export function NamespaceAccessPage() {
  const { name: org } = useOrganization();
  const settings = useSettings(org);
  return (
    <Page title="Namespace access" description={`Where members of ${org} may push.`}>
      <ReadOnlyLine />
      <Loaded query={settings} failure="Namespace access could not be loaded">
        {(latest) => <NamespaceAccess latest={latest} />}
      </Loaded>
    </Page>
  );
}

function NamespaceAccess({ latest }: { readonly latest: SettingsSnapshot }) {
  const { name: org } = useOrganization();
  const draft = useDraft(latest);
  const { enabled } = draft.value.namespace_access;
  return (
    <>
      <Section title="Personal namespaces">
        <Switch
          isSelected={enabled}
          isDisabled={!draft.isEditable}
          onChange={(isOn) => draft.edit((settings) => ({ ...settings, namespace_access: { enabled: isOn } }))}
          description={
            enabled
              ? 'Pushes to docker.io/NAME/, where NAME is the own name of whoever pushes, are refused. This holds for owners too.'
              : 'Off: everybody may push to docker.io/NAME/, where NAME is their own name.'
          }
        >
          Keep members from pushing to their personal namespaces
        </Switch>
        <p>Pulling is not concerned: <Link to="/orgs/$org/image-access" params={{ org }}>image access</Link> and <Link to="/orgs/$org/registry-access" params={{ org }}>registry access</Link> decide that. What is in a personal namespace stays there, and may be deleted.</p>
      </Section>
      <RemainingNamespaces namespaces={draft.value.namespaces} isPersonalAllowed={!enabled} />
      <SaveBar draft={draft} />
    </>
  );
}
