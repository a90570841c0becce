// Chooses a role, with what each may do.
import type { Role } from '../api/organization.ts';
import { RadioGroup } from '../ui/radio-group.tsx';
import { roleTexts } from './role-texts.ts';

const options = (['member', 'editor', 'owner'] as const).map((value) => ({ value, label: roleTexts[value].name, description: roleTexts[value].sentence }));

export function RoleField({ value, onChange }: { readonly value: Role; readonly onChange: (role: Role) => void }) {
  return <RadioGroup label="Role" options={options} value={value} onChange={onChange} />;
}
