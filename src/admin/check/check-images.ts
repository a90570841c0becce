// POST /v2/orgs/{org}/check: what the gateway would decide, without a pull.
import type { CheckResult } from '../../contract/check.ts';
import { parseReference } from '../../core/image/reference.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import { decide } from '../../core/policy/decide.ts';
import type { Decision } from '../../core/policy/decision.ts';
import { explain } from '../../core/policy/explain.ts';
import type { AccessFacts, BindingOrganization, Catalog } from '../../core/policy/facts.ts';
import { compilePolicy } from '../../core/policy/compile-policy.ts';
import type { Membership } from '../caller.ts';
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';
import type { SettingsStore } from '../settings/settings.port.ts';
import { wireClassificationSource } from '../wire-classification.ts';

export interface CheckImagesOptions {
  readonly store: Pick<MemberStore, 'findMember' | 'membershipsOf'> & Pick<SettingsStore, 'currentSettings'>;
  readonly catalog: Catalog;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  /** Named in the sentence that asks for a sign-in. */
  readonly gatewayHost: string;
}

/** The person whose pull is imagined. */
interface Person {
  readonly id: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
}

export function createCheckImages({ store, catalog, isConfiguredRegistry, gatewayHost }: CheckImagesOptions): Operation<'checkImages'> {
  async function findPerson(caller: Person, { organization, role }: Membership, username: string | undefined): Promise<Person> {
    if (username === undefined || username.toLowerCase() === caller.name.toLowerCase()) return caller;
    if (role !== 'owner') throw new ProblemError(403, `only owners of ${organization} check for others: ask one of them, or leave username out`);
    const member = await store.findMember(organization, username);
    if (member === undefined) throw invalidRequest({ username: [`is no member of ${organization}`] });
    return { id: member.id, name: member.name, memberships: await store.membershipsOf(member.id) };
  }

  async function bind({ organization, role }: Membership): Promise<BindingOrganization> {
    const current = await store.currentSettings(organization);
    if (current === undefined) throw new Error(`organization ${organization} has members and no settings`);
    return { role, policy: compilePolicy({ organization, revision: current.revision, settings: current.settings }) };
  }

  return async ({ membership, caller, body }) => {
    const person = await findPerson(caller, membership, body.username);
    const facts: AccessFacts = { organizations: await Promise.all(person.memberships.map(bind)), catalog, isConfiguredRegistry };
    const results = body.images.map((image) => {
      const { registry, repository } = parseReference(image);
      const resource: Resource = { registry, repository };
      const subject = { kind: 'user', id: person.id, name: person.name, scopes: ['repo:admin'] } as const;
      return wireResult(image, resource, decide({ subject, action: 'pull', resource }, facts), gatewayHost);
    });
    return { body: { results } };
  };
}

/** A deny that the mode audit let through is shown as the deny it is, not enforced: as in the records. */
function wireResult(image: string, resource: Resource, decision: Decision, gatewayHost: string): CheckResult {
  const deny = decision.effect === 'deny' ? decision : decision.audited;
  const { rule, classification, organization, revision } = deny ?? decision;
  return {
    image,
    registry: resource.registry,
    repository: resource.repository,
    effect: deny === undefined ? 'permit' : 'deny',
    enforced: decision.effect === 'deny' || deny === undefined,
    rule,
    category: classification?.category ?? null,
    source: classification === undefined ? null : wireClassificationSource(classification.source),
    reason: deny === undefined ? null : explain(deny, { resource, gatewayHost }),
    organization: organization ?? null,
    revision: revision ?? null,
  };
}
