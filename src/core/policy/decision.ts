// What the policy answers. A denial is a value; only the enforcement point turns failures into denials.
import type { Action, TokenScope } from './access-request.ts';
import type { Category, Classification } from './category.ts';

/** The rule that made a decision, in the order of evaluation. */
export const ruleIds = [
  'sign-in', // nobody is signed in, and sign-in is enforced
  'organization-token', // OATs and image access management do not go together; nor does an OAT go beyond what it was given
  'membership', // the subject is in no organization that this gateway serves
  'registry-configured', // the gateway has no such upstream
  'owner',
  'registry-access',
  'other-registry', // image access speaks of Docker Hub alone
  'image-access-off',
  'allowlist',
  'category',
  'push', // who may push where, and with which token
  'namespace-access', // the personal namespace, while an organization keeps its members from pushing there
  'failure', // Pullgate could not decide
] as const;
export type RuleId = (typeof ruleIds)[number];

export type WriteAction = Exclude<Action, 'pull'>;

export type DenyReason =
  | { readonly kind: 'sign-in-required' }
  | { readonly kind: 'organization-token' }
  /** The organization access token was not given this repository. */
  | { readonly kind: 'token-reach' }
  | { readonly kind: 'not-a-member' }
  | { readonly kind: 'registry-not-configured' }
  | { readonly kind: 'registry-not-allowed' }
  | { readonly kind: 'category-not-allowed'; readonly category: Category }
  /** The personal access token may not do this anywhere; `scopes` are its own. */
  | { readonly kind: 'token-scope'; readonly action: WriteAction; readonly scopes: readonly TokenScope[] }
  /** The organization access token was not given this right over the repository. */
  | { readonly kind: 'token-right'; readonly action: WriteAction }
  /** Neither in a namespace of one of the person's organizations nor in the person's own. */
  | { readonly kind: 'foreign-namespace'; readonly action: WriteAction }
  /** Every organization that forbids it. */
  | { readonly kind: 'namespace-access'; readonly organizations: readonly string[] }
  /** Pullgate's fault, never the policy's. */
  | { readonly kind: 'no-decision' };

interface Grounds {
  readonly rule: RuleId;
  /** The organization whose settings decided; absent where none had a say. */
  readonly organization?: string;
  /** The revision of that organization's settings. */
  readonly revision?: number;
  /** Docker Hub only. */
  readonly classification?: Classification;
}

export interface Permit extends Grounds {
  readonly effect: 'permit';
  /** The deny that the mode `audit` turned into this permit. */
  readonly audited?: Deny;
}

export interface Deny extends Grounds {
  readonly effect: 'deny';
  readonly reason: DenyReason;
  /** The organization's own help text; empty for none. */
  readonly helpText: string;
}

export type Decision = Permit | Deny;
