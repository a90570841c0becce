// An entry of the allowlist as the page shows it: as it is in force, and what the draft does to it.
import type { Answer } from '../../api/operation-types.ts';

export interface ShownEntry {
  readonly repository: string;
  readonly note: string;
  readonly state: 'saved' | 'new' | 'removed' | 'noted';
  /** As it is in force; a new one is not. */
  readonly saved?: Answer<'listAllowlist'>['results'][number];
}
