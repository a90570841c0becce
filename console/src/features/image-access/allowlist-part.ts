// What the parts of the allowlist show and change. None of it changes with the rest of the page: what is set there leaves a long list untouched.
import type { AllowlistItem } from '../../policy/policy-settings.ts';
import type { Draft } from '../../policy/use-draft.ts';
import type { Images } from './images-section.ts';
import type { Meanings } from './meanings.ts';

export interface AllowlistPartProps {
  /** Of the draft. */
  readonly allowlist: Images['allowlist'];
  /** What the draft was begun on. */
  readonly inForce: readonly AllowlistItem[];
  readonly meanings: Meanings;
  readonly isEditable: boolean;
  readonly edit: Draft['edit'];
}
