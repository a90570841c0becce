// POST /v2/orgs/{org}/check: what the gateway would decide, without a pull or a push.
import { checkResult } from '../../contract/check-result.ts';
import type { CheckResult } from '../../contract/check.ts';
import { parseReference } from '../../core/image/reference.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import { decide } from '../../core/policy/decide.ts';
import type { AccessFacts, BindingOrganization } from '../../core/policy/facts.ts';
import { isOwnRepository } from '../../core/policy/namespace.ts';
import type { Membership } from '../caller.ts';
import type { FindPolicy } from '../compiled-policies.ts';
import type { FindCatalog } from '../current-catalog.ts';
import type { InstallationStore } from '../installation/installation.port.ts';
import type { MemberStore } from '../members/members.port.ts';
import type { Operation } from '../operation.ts';
import { ProblemError, invalidRequest } from '../problem.ts';

export interface CheckImagesOptions {
  readonly store: Pick<MemberStore, 'findMember' | 'membershipsOf'> & Pick<InstallationStore, 'organizationNames'>;
  readonly findPolicy: FindPolicy;
  readonly findCatalog: FindCatalog;
  /** Those that the gateway serves; undefined: every one. */
  readonly allowedOrganizations: readonly string[] | undefined;
  readonly isConfiguredRegistry: (registry: string) => boolean;
  /** Named in the sentence that asks for a sign-in. */
  readonly gatewayHost: string;
}

/** The person whose pull is imagined; of somebody with a role, whoever it may be, there is neither id nor name. */
interface Person {
  readonly id: string;
  readonly name: string;
  readonly memberships: readonly Membership[];
}

export function createCheckImages({ store, findPolicy, findCatalog, allowedOrganizations, isConfiguredRegistry, gatewayHost }: CheckImagesOptions): Operation<'checkImages'> {
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

  /** Of every organization, binding or not: whose namespace it is comes before a person's name. */
  async function findNamespaces(): Promise<(resource: Resource) => boolean> {
    const policies = (await Promise.all((await store.organizationNames()).map(findPolicy))).filter((policy) => policy !== undefined);
    return (resource) => policies.some((policy) => isOwnRepository(resource, policy));
  }

  return async ({ membership, caller, body }) => {
    const person = body.role === undefined ? await findPerson(caller, membership, body.username) : anybody({ organization: membership.organization, role: body.role });
    const served = person.memberships.filter(({ organization }) => allowedOrganizations?.includes(organization) !== false);
    const [organizations, catalog, isOrganizationNamespace] = await Promise.all([Promise.all(served.map(bind)), findCatalog(), findNamespaces()]);
    const facts: AccessFacts = { organizations, catalog, isConfiguredRegistry, isOrganizationNamespace };
    const results = body.images.map((image) => {
      const { registry, repository } = parseReference(withoutHost(image, gatewayHost));
      const resource: Resource = { registry, repository };
      const subject = { kind: 'user', id: person.id, name: person.name, scopes: ['repo:admin'] } as const;
      const result = checkResult({ image, resource, decision: decide({ subject, action: body.action, resource }, facts), gatewayHost });
      return isAbroad(result, caller) ? withoutDecider(result) : result;
    });
    return { body: { results } };
  };
}

function anybody(membership: Membership): Person {
  return { id: '', name: '', memberships: [membership] };
}

/** Another organization that binds the person decided, and the caller is not in it: what its settings say is not for the caller. */
function isAbroad({ organization }: CheckResult, { memberships }: Pick<Person, 'memberships'>): boolean {
  return organization !== null && !memberships.some((membership) => membership.organization === organization);
}

function withoutDecider(result: CheckResult): CheckResult {
  const { effect } = result;
  return { ...result, source: null, organization: null, revision: null, reason: effect === 'deny' ? 'another organization that binds this person refuses it' : null };
}

/** What was pasted from a `docker pull` begins with the gateway's own host. */
function withoutHost(image: string, gatewayHost: string): string {
  return image.startsWith(`${gatewayHost}/`) ? image.slice(gatewayHost.length + 1) : image;
}
