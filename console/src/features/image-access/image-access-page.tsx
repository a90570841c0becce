// Image access
import { useOrganization } from '../../api/organization.ts';
import type { SettingsSnapshot } from '../../policy/policy-settings.ts';
import { ReadOnlyLine } from '../../policy/read-only-line.tsx';
import { SaveBar } from '../../policy/save-bar.tsx';
import { useDraft } from '../../policy/use-draft.ts';
import { useSettings } from '../../policy/use-settings.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';

export function ImageAccessPage() {
  const { name } = useOrganization();
  return (
    <Page title="Image access" description="Which images of Docker Hub members may pull.">
      <ReadOnlyLine />
      <Loaded query={useSettings(name)}>{(settings) => <ImageAccess settings={settings} />}</Loaded>
    </Page>
  );
}

function ImageAccess({ settings }: { readonly settings: SettingsSnapshot }) {
  const draft = useDraft(settings);
  const images = draft.value.restricted_images;
  return (
    <>
      <Section title="Image access">
        <Switch
          isSelected={images.enabled}
          isReadOnly={!draft.isEditable}
          onChange={(enabled) => draft.edit((value) => ({ ...value, restricted_images: { ...value.restricted_images, enabled } }))}
          description="Off, every image is allowed."
        >
          Image access
        </Switch>
      </Section>
      <SaveBar draft={draft} />
    </>
  );
}
