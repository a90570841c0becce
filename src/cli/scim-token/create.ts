// `pullgate scim-token create`: for the identity provider of an organization; its secret is shown once.
import type { Command } from 'commander';
import { pathOf, paths } from '../../contract/paths.ts';
import { createdScimToken } from '../../contract/scim.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function scimTokenCreateCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'create',
    summary: 'make a token for the identity provider, and show its secret once',
    description: 'Make a token with which the identity provider of the organization makes, deactivates and removes its people over SCIM, and show its secret once. Two at most, so that a new one is in place before the old one is revoked. Owners only. How to set the provider up: docs/scim.md.',
    examples: ['pullgate scim-token create', 'pullgate scim-token create --org acme --json'],
  });
  return actInOrganization(context, command, async ({ api, organization, options }) => {
    const made = await api.call({ method: 'POST', path: pathOf(paths.scimToken, { org: organization }), answer: createdScimToken });
    if (options.json) return formatJson(made);
    return [`Made the SCIM token ${made.id} of ${organization}. Enter at the identity provider`, '', `  base URL  ${made.base_url}`, `  token     ${context.terminal.tone('bold', made.token)}`, '', 'Keep the token now, it is not shown again.'].join('\n');
  });
}
