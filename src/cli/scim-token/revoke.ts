// `pullgate scim-token revoke`: the identity provider is refused with it from then on.
import type { Command } from 'commander';
import { z } from 'zod';
import { pathOf, paths } from '../../contract/paths.ts';
import { declareCommand } from '../command.ts';
import type { CliContext } from '../context.ts';
import { formatJson } from '../json.ts';
import { actInOrganization } from '../organization-command.ts';

/** Declares the command. */
export function scimTokenRevokeCommand(context: CliContext): Command {
  const command = declareCommand({
    usage: 'revoke',
    summary: 'revoke a token of the identity provider for good',
    description: 'Revoke a token of the identity provider for good: its next request is refused. The people whom it made stay. Owners only.',
    examples: ['pullgate scim-token revoke 3f1c2b64-8d0e-4a55-9d0f-6a2f6a1d9c10'],
  });
  command.argument('<token>', 'its id, see pullgate scim-token list');
  return actInOrganization(context, command, async ({ api, organization, options, words: [id = ''] }) => {
    await api.call({ method: 'DELETE', path: pathOf(paths.scimTokenById, { org: organization, id }), answer: z.undefined() });
    return options.json ? formatJson({ organization, revoked: id }) : `Revoked the SCIM token ${id}.`;
  });
}
