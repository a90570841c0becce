// Changes the policy that was read and no other: when somebody else was faster, it is read again and the change made anew.
import { pathOf, paths } from '../../contract/paths.ts';
import { registryAccess, registryAccessChange } from '../../contract/registry-access.ts';
import { settings, settingsChange } from '../../contract/settings.ts';
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
      const change = changeOf(current);
      refuseInvalid(change);
      await send(api, organization, change, current.revision);
      return { before, after: await readPolicy(api, organization) };
    } catch (failure) {
      const wasOvertaken = failure instanceof CliFailure && failure.status === preconditionFailed;
      if (!wasOvertaken || tries === triesMax) throw failure;
      current = await readPolicy(api, organization);
    }
  }
}

/** Checks both parts before either is sent, so that a wrong one changes nothing. */
function refuseInvalid({ settings: settingsPart = {}, registryAccess: registriesPart = {} }: PolicyChange): void {
  const issues = [...(settingsChange.safeParse(settingsPart).error?.issues ?? []), ...(registryAccessChange.safeParse(registriesPart).error?.issues ?? [])];
  const [only, ...others] = issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (only === undefined) return;
  throw others.length === 0 ? new CliFailure(only) : new CliFailure('nothing is changed: correct these', { problems: [only, ...others] });
}

async function send(api: ApiClient, organization: string, { settings: change, registryAccess: registries }: PolicyChange, revision: number): Promise<void> {
  const org = organization;
  if (change === undefined) return sendRegistries(api, org, registries, revision);
  const changed = await api.call({ method: 'PUT', path: pathOf(paths.settings, { org }), body: change, ifRevision: revision, answer: settings });
  try {
    await sendRegistries(api, org, registries, changed.revision);
  } catch (failure) {
    if (changed.revision === revision || !(failure instanceof CliFailure) || failure.status === preconditionFailed) throw failure;
    const sentence = `the settings are changed (revision ${changed.revision}), the registries are not: ${failure.message}`;
    throw new CliFailure(sentence, { problems: failure.problems, cause: failure });
  }
}

async function sendRegistries(api: ApiClient, org: string, body: PolicyChange['registryAccess'], ifRevision: number): Promise<void> {
  if (body === undefined) return;
  await api.call({ method: 'PUT', path: pathOf(paths.registryAccess, { org }), body, ifRevision, answer: registryAccess });
}
