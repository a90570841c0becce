// `pullgate catalog override`: says what a Docker Hub namespace counts as, over the catalog.
import { Argument } from 'commander';
import type { Command } from 'commander';
import { z } from 'zod';
import { catalogOverride, overrideCategory } from '../../contract/catalog-overrides.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { addJsonOption, declareCommand } from '../command.ts';
import { addConnectionOptions, connect } from '../connection.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { addOrganizationOption, chooseOrganization } from '../organization.ts';
import type { OrganizationOption } from '../organization.ts';

type OverrideOptions = ConnectionOptions & OrganizationOption & { readonly json?: true; readonly note?: string };

/** Declares the command. */
export function catalogOverrideCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'override',
    summary: 'say what a Docker Hub namespace counts as',
    description: 'Say what a Docker Hub namespace counts as, whatever the catalog and its refreshes say; none: leave it to them again.\nOwners only.',
    examples: ['pullgate catalog override grafana verified-publisher --note "pinned"', 'pullgate catalog override grafana none'],
  });
  command
    .argument('<namespace>', 'a namespace of Docker Hub: grafana of grafana/grafana')
    .addArgument(new Argument('<category>', 'what it counts as').choices([...overrideCategory.options, 'none']))
    .option('--note <text>', 'what for');
  addJsonOption(addOrganizationOption(addConnectionOptions(command)));
  return command.action(async (namespace: string, category: string, options: OverrideOptions) => context.terminal.print(await override(context, { namespace, category }, options)));
}

async function override(context: CliContext, { namespace, category }: { readonly namespace: string; readonly category: string }, options: OverrideOptions): Promise<string> {
  const session = await connect(context, options);
  const organization = await chooseOrganization(session, options);
  const path = pathOf(paths.catalogOverride, { org: organization, namespace });
  if (category === 'none') {
    await session.api.call({ method: 'DELETE', path, answer: z.undefined() });
    return options.json ? formatJson({ organization, removed: namespace }) : `The catalog says again what ${namespace} counts as for ${organization}.`;
  }
  const body = { category, ...(options.note === undefined ? {} : { note: options.note }) };
  const set = await session.api.call({ method: 'PUT', path, body, answer: catalogOverride });
  return options.json ? formatJson({ organization, ...set }) : `${set.namespace} counts as ${set.category} for ${organization}.`;
}
