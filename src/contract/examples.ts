// An example of each operation, by group: the document, the readable page and docs/api.md are made from them, and a test makes the requests.
import type { Example } from './example.ts';
import * as operation from './examples/operation.ts';
import * as people from './examples/people.ts';
import * as policy from './examples/policy.ts';
import * as signingIn from './examples/signing-in.ts';
import type { OperationId } from './routes.ts';

/** Each group of groups.ts, in the order in which the examples can be made one after the other. */
export const chapters: Readonly<Record<string, readonly Example[]>> = {
  'Signing in': signingIn.signingIn,
  'Your account': signingIn.account,
  'Personal access tokens': signingIn.accessTokens,
  'Organization access tokens': signingIn.organizationTokens,
  Members: people.members,
  Teams: people.teams,
  Invitations: people.invites,
  'Single sign-on': people.singleSignOn,
  SCIM: people.scim,
  Policy: policy.policy,
  'Allowlist and catalog': policy.catalog,
  Repositories: policy.repositories,
  Records: operation.records,
  Activity: operation.activity,
  Webhooks: operation.webhooks,
  'Client setup': operation.clientSetup,
  Installation: operation.installation,
  Organizations: people.organizations,
  Server: operation.server,
};

/** The first of an operation; undefined while it has none. */
export function exampleOf(id: OperationId): Example | undefined {
  return Object.values(chapters).flat().find(({ operation: named }) => named === id);
}
