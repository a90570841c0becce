// An organization's policy as the server holds it at one revision: all of its settings, who made them and when.
import { settings } from '../../contract/settings.ts';
import { revisionWithSettings } from '../../contract/revisions.ts';
import type { RevisionWithSettings } from '../../contract/revisions.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import type { ApiClient } from '../api-client.ts';
import { CliFailure } from '../failure.ts';

export type Policy = RevisionWithSettings;

/** Reads `revision`, or the one in force. */
export async function readPolicy(api: ApiClient, organization: string, revision?: number): Promise<Policy> {
  const wanted = revision ?? (await api.call({ method: 'GET', path: pathOf(paths.settings, { org: organization }), answer: settings })).revision;
  try {
    return await api.call({ method: 'GET', path: pathOf(paths.revision, { org: organization, revision: wanted }), answer: revisionWithSettings });
  } catch (failure) {
    throw pointToHistory(failure);
  }
}

/** A revision that is not there is looked up in the history. */
export function pointToHistory(failure: unknown): unknown {
  if (!(failure instanceof CliFailure) || failure.status !== 404) return failure;
  return new CliFailure(`${failure.message}: see pullgate policy history`, { status: 404, cause: failure });
}
