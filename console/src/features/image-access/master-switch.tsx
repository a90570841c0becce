// Whether image access holds at all, and what becomes of what it does not allow.
import { memo } from 'react';
import { Section } from '../../ui/page.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { Images, ImagesSectionProps } from './images-section.ts';

const modes = [
  { value: 'enforce', label: 'Enforce', description: 'What is not allowed is refused.' },
  { value: 'audit', label: 'Audit', description: 'What is not allowed passes, and is recorded as what would have been refused. Holds for registry access as well.' },
] as const;

export const MasterSwitch = memo(function MasterSwitch({ enabled, mode, isEditable, onChange }: ImagesSectionProps & Pick<Images, 'enabled' | 'mode'>) {
  return (
    <Section title="Enforcement">
      <Switch
        isSelected={enabled}
        isReadOnly={!isEditable}
        onChange={(on) => onChange({ enabled: on })}
        description={enabled ? 'On: members pull only what the categories and the allowlist below allow.' : 'Off: every image of Docker Hub is allowed. What is set below holds once this is on.'}
      >
        Image access
      </Switch>
      <RadioGroup label="Mode" options={modes} value={mode} isReadOnly={!isEditable} onChange={(chosen) => onChange({ mode: chosen })} />
    </Section>
  );
});
