// Which organization a command speaks of: the one that is named, or the only one the person is in.
import type { Command } from 'commander';
import { organizationPage } from '../contract/members.ts';
import { pageSizeMax } from '../contract/page.ts';
import { paths } from '../contract/paths.ts';
import type { Session } from './connection.ts';
import { CliFailure } from './failure.ts';

export interface OrganizationOption {
  readonly org?: string;
}

/** Adds --org. */
export function addOrganizationOption(command: Command): Command {
  return command.option('--org <name>', 'the organization; not needed by who is in one alone');
}

/** The name of the organization: --org, else the person's only one. */
export async function chooseOrganization({ api, username }: Session, { org }: OrganizationOption): Promise<string> {
  if (org !== undefined) return org;
  const { results } = await api.call({ method: 'GET', path: `${paths.userOrganizations}?page_size=${pageSizeMax}`, answer: organizationPage });
  const [only, ...others] = results.map(({ orgname }) => orgname);
  if (only === undefined) throw new CliFailure(`${username} is in no organization: name one with --org`);
  if (others.length > 0) throw new CliFailure(`${username} is in several organizations (${[only, ...others].join(', ')}): choose one with --org`);
  return only;
}
