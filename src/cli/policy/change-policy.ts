// Changes the policy that was read and no other: when somebody else was faster, it is read again and the change made anew.
import { pathOf, paths } from '../../contract/paths.ts';
import { registryAccess } from '../../contract/registry-access.ts';
import { settings } from '../../contract/settings.ts';
import type { ApiClient } from '../api-client.ts';
import { CliFailure } from '../failure.ts';
import type { PolicyChange } from './change.ts';
import { readPolicy } from './policy.ts';
import type { Policy } from './policy.ts';

/** Each one lost means that somebody else's change got through. */
const triesMax = 5;
const preconditionFailed = 412;

export interface ChangedPolicy {
  readonly before: Policy;
  readonly after: Policy;
}

/** Makes the change that `changeOf` derives from the policy in force. Settings and registry access make a revision each. */
export async function changePolicy(api: ApiClient, organization: string, changeOf: (before: Policy) => PolicyChange): Promise<ChangedPolicy> {
  const before = await readPolicy(api, organization);
  let current = before;
  for (let tries = 1; ; tries += 1) {
    try {
      await send(api, organization, changeOf(current), current.revision);
      return { before, after: await readPolicy(api, organization) };
    } catch (failure) {
      const wasOvertaken = failure instanceof CliFailure && failure.status === preconditionFailed;
      if (!wasOvertaken || tries === triesMax) throw failure;
      current = await readPolicy(api, organization);
    }
  }
}

async function send(api: ApiClient, organization: string, { settings: change, registryAccess: registries }: PolicyChange, revision: number): Promise<void> {
  let ifRevision = revision;
  if (change !== undefined) {
    const path = pathOf(paths.settings, { org: organization });
    ({ revision: ifRevision } = await api.call({ method: 'PUT', path, body: change, ifRevision, answer: settings }));
  }
  if (registries === undefined) return;
  await api.call({ method: 'PUT', path: pathOf(paths.registryAccess, { org: organization }), body: registries, ifRevision, answer: registryAccess });
}
