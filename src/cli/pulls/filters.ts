// The options that say which recorded pulls, and the query that they become.
import { Option } from 'commander';
import type { Command } from 'commander';
import { pullActions } from '../../contract/pulls.ts';
import type { PullAction, PullsQuery } from '../../contract/pulls.ts';
import { categories } from '../../core/policy/category.ts';
import type { Category } from '../../core/policy/category.ts';
import { ruleIds } from '../../core/policy/decision.ts';
import type { RuleId } from '../../core/policy/decision.ts';
import { momentBefore, parseMoment } from '../moment.ts';
import type { Moment } from '../moment.ts';

export interface FilterOptions {
  readonly denied?: true;
  readonly permitted?: true;
  readonly audited?: true;
  readonly action?: PullAction;
  readonly since?: Moment;
  readonly until?: Moment;
  readonly user?: string;
  readonly token?: string;
  readonly image?: string;
  readonly registry?: string;
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly category?: Category;
  readonly rule?: RuleId;
  readonly reason?: string;
  readonly client?: string;
  readonly address?: string;
  readonly request?: string;
}

export function addFilterOptions(command: Command): Command {
  return command
    .optionsGroup('Which pulls:')
    .addOption(new Option('--denied', 'only what the policy denied').conflicts('permitted'))
    .option('--permitted', 'only what the policy permitted')
    .addOption(new Option('--audited', 'only what the mode audit let through although the policy denied it').conflicts(['permitted', 'denied']))
    .addOption(new Option('--action <action>', 'only pulls, or only pushes (deletes among them)').choices(pullActions))
    .option('--since <when>', 'from then on: 30m, 1h, 7d, or a time such as 2029-12-31T23:59:59Z', parseMoment)
    .option('--until <when>', 'until then', parseMoment)
    .option('--user <name>', 'of this person')
    .option('--token <id>', 'with this access token')
    .option('--image <text>', 'whose name holds this text')
    .option('--registry <host>', 'of this registry, such as docker.io')
    .option('--repository <name>', "of this repository, or with a * at its end of all that begin so: 'library/*'")
    .option('--tag <tag>', 'by this tag')
    .option('--digest <digest>', 'of this digest')
    .addOption(new Option('--category <category>', 'of this category').choices(categories))
    .addOption(new Option('--rule <rule>', 'decided by this rule').choices(ruleIds))
    .option('--reason <text>', 'refused in words that hold this text')
    .option('--client <text>', 'by a client whose User-Agent holds this text, such as podman/')
    .option('--address <address>', 'from this address')
    .option('--request <id>', 'the request of this id');
}

/** The filters under the wire's names; what was not asked for is absent. */
export function filterQuery(options: FilterOptions, nowMs: number): URLSearchParams {
  const wanted: readonly (readonly [keyof PullsQuery, string | undefined])[] = [
    ['effect', options.denied || options.audited ? 'deny' : options.permitted ? 'permit' : undefined],
    ['enforced', options.audited ? 'false' : undefined],
    ['action', options.action],
    ['from', options.since && momentBefore(options.since, nowMs)],
    ['to', options.until && momentBefore(options.until, nowMs)],
    ['username', options.user],
    ['token_id', options.token],
    ['image', options.image],
    ['registry', options.registry],
    ['repository', options.repository],
    ['tag', options.tag],
    ['digest', options.digest],
    ['category', options.category],
    ['rule', options.rule],
    ['reason', options.reason],
    ['user_agent', options.client],
    ['client_address', options.address],
    ['request_id', options.request],
  ];
  return new URLSearchParams(wanted.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
