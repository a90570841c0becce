// POST /v2/orgs/{org}/check: what the gateway would decide, without a pull or a push.
import { checkResult } from '../../contract/check-result.ts';
import { parseReference } from '../../core/image/reference.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import { decide } from '../../core/policy/decide.ts';
import type { AccessFacts, BindingOrganization, Catalog } from '../../core/policy/facts.ts';
import type { Membership } from '../caller.ts';
import type { FindPolicy } from '../compiled-policies.ts';
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';

export interface CheckImagesOptions {
  readonly store: Pick<MemberStore, 'findMember' | 'membershipsOf'>;
  readonly findPolicy: FindPolicy;
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

export function createCheckImages({ store, findPolicy, catalog, isConfiguredRegistry, gatewayHost }: CheckImagesOptions): Operation<'checkImages'> {
  async function findPerson(caller: Person, { organization, role }: Membership, username: string | undefined): Promise<Person> {
    if (username === undefined || username.toLowerCase() === caller.name.toLowerCase()) return caller;
    if (role !== 'owner') throw new ProblemError(403, `only owners of ${organization} check for others: ask one of them, or leave username out`);
    const member = await store.findMember(organization, username);
    if (member === undefined) throw invalidRequest({ username: [`is no member of ${organization}`] });
    return { id: member.id, name: member.name, memberships: await store.membershipsOf(member.id) };
  }

  async function bind({ organization, role }: Membership): Promise<BindingOrganization> {
    const policy = await findPolicy(organization);
    if (policy === undefined) throw new Error(`organization ${organization} has members and no settings`);
    return { role, policy };
  }

  return async ({ membership, caller, body }) => {
    const person = await findPerson(caller, membership, body.username);
    const facts: AccessFacts = { organizations: await Promise.all(person.memberships.map(bind)), catalog, isConfiguredRegistry };
    const results = body.images.map((image) => {
      const { registry, repository } = parseReference(withoutHost(image, gatewayHost));
      const resource: Resource = { registry, repository };
      const subject = { kind: 'user', id: person.id, name: person.name, scopes: ['repo:admin'] } as const;
      return checkResult({ image, resource, decision: decide({ subject, action: body.action, resource }, facts), gatewayHost });
    });
    return { body: { results } };
  };
}

/** What was pasted from a `docker pull` begins with the gateway's own host. */
function withoutHost(image: string, gatewayHost: string): string {
  return image.startsWith(`${gatewayHost}/`) ? image.slice(gatewayHost.length + 1) : image;
}
