// Roles as Docker Hub answers them: capitalized, where requests have them in lower case.
import type { Role } from '../core/policy/facts.ts';

export const wireRole = { owner: 'Owner', editor: 'Editor', member: 'Member' } as const satisfies Record<Role, string>;
