// Whether image access holds at all, and what becomes of what it does not allow.
import { Section } from '../../ui/page.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { Switch } from '../../ui/switch.tsx';
import type { ImagesSectionProps } from './images-section.ts';

const modes = [
  { value: 'enforce', label: 'Enforce', description: 'What is not allowed is refused.' },
  { value: 'audit', label: 'Audit', description: 'What is not allowed passes, and is recorded as what would have been refused. Holds for registry access as well.' },
] as const;

export function MasterSwitch({ images, isEditable, onChange }: ImagesSectionProps) {
  return (
    <Section title="Enforcement">
      <Switch
        isSelected={images.enabled}
        isReadOnly={!isEditable}
        onChange={(enabled) => onChange({ enabled })}
        description={images.enabled ? 'On: members pull only what the categories and the allowlist below allow.' : 'Off: every image of Docker Hub is allowed. What is set below holds once this is on.'}
      >
        Image access
      </Switch>
      <RadioGroup label="Mode" options={modes} value={images.mode} isReadOnly={!isEditable} onChange={(mode) => onChange({ mode })} />
    </Section>
  );
}
