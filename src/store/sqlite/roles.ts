// The roles that a membership row may hold.
import type { Role } from '../../core/policy/facts.ts';

export const roles = Object.keys({ owner: true, editor: true, member: true } satisfies Record<Role, true>) as readonly Role[];
