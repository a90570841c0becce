// Registry access on or off, and what that means for whom.
import { useOrganization } from '../../api/organization.ts';
import type { Draft } from '../../policy/use-draft.ts';
import { Banner } from '../../ui/banner.tsx';
import { Section } from '../../ui/page.tsx';
import { Switch } from '../../ui/switch.tsx';
import { withRegistryAccess } from './registry-rows.ts';

export function RegistrySwitch({ draft: { value, edit, isEditable } }: { readonly draft: Draft }) {
  const { name: org } = useOrganization();
  const { enabled } = value.registry_access_management;
  const isAudited = value.restricted_images.mode === 'audit';
  return (
    <Section title="Who may use which registry">
      <Switch
        isSelected={enabled}
        isDisabled={!isEditable}
        onChange={(isOn) => edit((settings) => withRegistryAccess(settings, { enabled: isOn }))}
        description={enabled ? 'Only what is allowed below may be used. Any other registry is refused, and never asked for anything.' : 'Off: every registry of this gateway may be used.'}
      >
        Allow only the registries on the list
      </Switch>
      <p>{`It holds for pulls and pushes of members and editors. Owners of ${org} may use every registry of this gateway.`}</p>
      {enabled && isAudited && <Banner tone="warning">Image access is in the mode audit, which holds here too: pulls from other registries are recorded as refused, and let through. Pushes are refused.</Banner>}
    </Section>
  );
}
