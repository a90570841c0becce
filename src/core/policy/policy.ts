// An organization's settings made ready to decide with: every look-up a hash look-up.
import type { OrganizationSettings } from './settings.ts';

/** Compiled settings of one organization at one revision. */
export interface CompiledPolicy {
  readonly organization: string;
  readonly revision: number;
  readonly settings: OrganizationSettings;
}
