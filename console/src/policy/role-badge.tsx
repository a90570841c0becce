// A person's role in the organization.
import type { Role } from '../api/organization.ts';
import { Badge } from '../ui/badge.tsx';
import { roleTexts } from './role-texts.ts';

export function RoleBadge({ role }: { readonly role: Role }) {
  return <Badge tone={role === 'owner' ? 'accent' : 'neutral'}>{roleTexts[role].name}</Badge>;
}
