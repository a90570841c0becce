// The rules that decide, in words: the same in the console, the CLI and the documentation.
import type { RuleId } from '../core/policy/decision.ts';

/** What each rule looks at, as the answer to "which rule decided?". */
export const ruleTexts = {
  'sign-in': 'Sign-in: nobody was signed in',
  'organization-token': 'Organization access token: what it may reach',
  membership: 'Membership: who is in no organization pulls nothing',
  'registry-configured': 'Registries of this gateway',
  owner: 'Owners pull everything',
  'registry-access': 'Registry access',
  'other-registry': 'Another registry: image access is about Docker Hub alone',
  'image-access-off': 'Image access is off: everything is allowed',
  allowlist: 'Allowlist',
  category: 'Category of the image',
  push: 'Push: who may push where',
  'namespace-access': 'Namespace access',
  failure: 'Pullgate could not decide, and refused',
} as const satisfies Record<RuleId, string>;

/** Why each rule permits, after "Allowed:"; `category` is told better by the source of the category. */
export const permitTexts = {
  'sign-in': 'signed in',
  'organization-token': 'organization access tokens may pull while image access is off',
  membership: 'a member',
  'registry-configured': 'the gateway serves the registry',
  owner: 'owners may pull everything',
  'registry-access': 'the registry is allowed',
  'other-registry': 'image access speaks of Docker Hub alone',
  'image-access-off': 'image access is off',
  allowlist: 'on the allowlist',
  category: 'the category is allowed',
  push: 'the person may push there',
  'namespace-access': 'the person may push to the personal namespace',
  failure: 'no decision',
} as const satisfies Record<RuleId, string>;
