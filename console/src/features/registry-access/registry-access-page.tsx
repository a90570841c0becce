// Registry access: which registries members may pull from and push to.
import { useOrganization } from '../../api/organization.ts';
import { ReadOnlyLine } from '../../policy/read-only-line.tsx';
import { SaveBar } from '../../policy/save-bar.tsx';
import type { SettingsSnapshot } from '../../policy/policy-settings.ts';
import { useDraft } from '../../policy/use-draft.ts';
import { useSettings } from '../../policy/use-settings.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { RegistryList } from './registry-list.tsx';
import { RegistrySwitch } from './registry-switch.tsx';

export function RegistryAccessPage() {
  const { name: org } = useOrganization();
  const settings = useSettings(org);
  return (
    <Page title="Registry access" description={`Which registries members of ${org} may use.`}>
      <ReadOnlyLine />
      <Loaded query={settings} failure="Registry access could not be loaded">
        {(latest) => <RegistryAccess latest={latest} />}
      </Loaded>
    </Page>
  );
}

function RegistryAccess({ latest }: { readonly latest: SettingsSnapshot }) {
  const draft = useDraft(latest);
  return (
    <>
      <RegistrySwitch draft={draft} />
      <RegistryList draft={draft} />
      <SaveBar draft={draft} />
    </>
  );
}
