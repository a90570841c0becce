// What the commands of the log share: which log, and which of its entries.
import { Option } from 'commander';
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import type { Session } from '../connection.ts';
import { momentBefore, parseMoment } from '../moment.ts';
import type { Moment } from '../moment.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

export interface LogOption extends OrganizationOption {
  readonly installation?: true;
}

export interface EntryOptions {
  readonly action?: string;
  readonly by?: string;
  readonly name?: string;
  readonly text?: string;
  readonly since?: Moment;
  readonly until?: Moment;
}

/** Adds --org and --installation. */
export function addLogOption(command: Command): Command {
  return addOrganizationOption(command).addOption(new Option('--installation', "the installation's own log instead: the server, and people's own accounts (only who owns every organization)").conflicts('org'));
}

/** Adds the filters. */
export function addEntryOptions(command: Command): Command {
  return command
    .optionsGroup('Which entries:')
    .option('--action <action>', 'of this action, or of a group of them: org.settings.update, org.member')
    .option('--by <name>', 'done by this person')
    .option('--name <name>', 'done to this person, team or thing')
    .option('--text <text>', 'that hold this text')
    .option('--since <when>', 'from then on: 30m, 1h, 7d, or a time such as 2029-12-31T23:59:59Z', parseMoment)
    .option('--until <when>', 'until then', parseMoment);
}

/** Which log a command speaks of; null: the installation's own. */
export function chooseLog(session: Session, options: LogOption): Promise<string | null> {
  return options.installation ? Promise.resolve(null) : chooseOrganization(session, options);
}

const installationPaths = { list: paths.installationActivity, export: paths.installationActivityExport, verify: paths.installationActivityVerify } as const;
const organizationPaths = { list: paths.activity, export: paths.activityExport, verify: paths.activityVerify } as const;

export function logPath(what: keyof typeof organizationPaths, organization: string | null): string {
  return organization === null ? installationPaths[what] : pathOf(organizationPaths[what], { org: organization });
}

/** The filters under the wire's names; what was not asked for is absent. */
export function entryQuery({ action, by, name, text, since, until }: EntryOptions, nowMs: number): URLSearchParams {
  const wanted = { action, actor: by, name, text, from: since && momentBefore(since, nowMs), to: until && momentBefore(until, nowMs) };
  return new URLSearchParams(Object.entries(wanted).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}
