// The tree of commands, and how it speaks: help on stdout, errors in one line on stderr.
import { Command } from 'commander';
import { activityExportCommand } from './activity/export.ts';
import { activityListCommand } from './activity/list.ts';
import { activityVerifyCommand } from './activity/verify.ts';
import { allowlistAddCommand } from './allowlist/add.ts';
import { allowlistListCommand } from './allowlist/list.ts';
import { allowlistRemoveCommand } from './allowlist/remove.ts';
import { caExportCommand } from './ca/export.ts';
import { caRotateCommand } from './ca/rotate.ts';
import { caShowCommand } from './ca/show.ts';
import { cachePruneCommand } from './cache/prune.ts';
import { cacheShowCommand } from './cache/show.ts';
import { cacheVerifyCommand } from './cache/verify.ts';
import { catalogListCommand } from './catalog/list.ts';
import { catalogOverrideCommand } from './catalog/override.ts';
import { catalogRefreshCommand } from './catalog/refresh.ts';
import { catalogShowCommand } from './catalog/show.ts';
import { declareNoun } from './command.ts';
import type { CliContext } from './context.ts';
import { doctorCommand } from './doctor/doctor.ts';
import { imageCheckCommand } from './image/check.ts';
import { namespaceAddCommand } from './namespace/add.ts';
import { namespaceListCommand } from './namespace/list.ts';
import { namespaceRemoveCommand } from './namespace/remove.ts';
import { inviteAcceptCommand } from './invite/accept.ts';
import { inviteCancelCommand } from './invite/cancel.ts';
import { inviteListCommand } from './invite/list.ts';
import { inviteResendCommand } from './invite/resend.ts';
import { inviteSendCommand } from './invite/send.ts';
import { memberExportCommand } from './member/export.ts';
import { memberListCommand } from './member/list.ts';
import { memberRemoveCommand } from './member/remove.ts';
import { memberResetPasswordCommand } from './member/reset-password.ts';
import { memberSetRoleCommand } from './member/set-role.ts';
import { teamAddCommand } from './team/add.ts';
import { teamCreateCommand } from './team/create.ts';
import { teamDeleteCommand } from './team/delete.ts';
import { teamListCommand } from './team/list.ts';
import { teamMembersCommand } from './team/members.ts';
import { teamRemoveCommand } from './team/remove.ts';
import { orgCreateCommand } from './org/create.ts';
import { orgListCommand } from './org/list.ts';
import { policyDiffCommand } from './policy/diff.ts';
import { policyHistoryCommand } from './policy/history.ts';
import { policyRollbackCommand } from './policy/rollback.ts';
import { policySetCommand } from './policy/set.ts';
import { policyShowCommand } from './policy/show.ts';
import { pullsExportCommand } from './pulls/export.ts';
import { pullsListCommand } from './pulls/list.ts';
import { pullsStatsCommand } from './pulls/stats.ts';
import { scimTokenCreateCommand } from './scim-token/create.ts';
import { scimTokenListCommand } from './scim-token/list.ts';
import { scimTokenRevokeCommand } from './scim-token/revoke.ts';
import { serveCommand } from './serve.ts';
import { sessionEndCommand } from './session/end.ts';
import { sessionListCommand } from './session/list.ts';
import { loginCommand } from './session/login.ts';
import { logoutCommand } from './session/logout.ts';
import { setupCommand } from './setup/setup.ts';
import { tokenCreateCommand } from './token/create.ts';
import { tokenListCommand } from './token/list.ts';
import { tokenRevokeCommand } from './token/revoke.ts';
import { upstreamListCommand } from './upstream/list.ts';
import { upstreamLoginCommand } from './upstream/login.ts';
import { upstreamLogoutCommand } from './upstream/logout.ts';
import { userCreateCommand } from './user/create.ts';
import { userListCommand } from './user/list.ts';
import { webhookCreateCommand } from './webhook/create.ts';
import { webhookDeleteCommand } from './webhook/delete.ts';
import { webhookDeliveriesCommand } from './webhook/deliveries.ts';
import { webhookListCommand } from './webhook/list.ts';
import { webhookReplayCommand } from './webhook/replay.ts';
import { webhookTestCommand } from './webhook/test.ts';
import { webhookUpdateCommand } from './webhook/update.ts';
import { userResetPasswordCommand } from './user/reset-password.ts';

const epilogue = `
Examples:
  $ pullgate login -u owner
  $ pullgate policy set --enabled
  $ pullgate image check nginx someuser/custom-image

Exit codes: 0 done, 1 image check: some may not be pulled, activity or cache verify: something was wrong, doctor: something leaks, 2 bad usage or failure.
Variables: PULLGATE_SERVER, PULLGATE_USERNAME, PULLGATE_PASSWORD; NO_COLOR; NODE_EXTRA_CA_CERTS for a CA of your own.
Every command: docs/cli.md`;

/** Builds the tree. Parsing throws commander's CommanderError and CliFailure; it never ends the process. */
export function createProgram(context: CliContext): Command {
  const program = new Command('pullgate')
    .description('Decides which container images your organization may pull, and shows what it decided.')
    .version(context.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show the help of a command')
    .addHelpText('after', epilogue)
    .configureHelp({ styleTitle: (title) => context.terminal.tone('bold', title) })
    .configureOutput({
      writeOut: (text) => context.terminal.print(text.replace(/\n$/, '')),
      // What went wrong is told once, by the caller of the parser.
      writeErr: () => undefined,
      getOutHasColors: () => true,
      getErrHasColors: () => false,
    })
    .exitOverride();
  for (const command of nouns(context)) program.addCommand(command);
  inheritSettings(program);
  return program;
}

function nouns(context: CliContext): readonly Command[] {
  return [
    serveCommand(),
    loginCommand(context),
    logoutCommand(context),
    doctorCommand(context),
    setupCommand(context),
    declareNoun('image', 'ask what may be pulled', [imageCheckCommand(context)]),
    declareNoun('policy', 'read and change what may be pulled', [
      policyShowCommand(context),
      policySetCommand(context),
      policyHistoryCommand(context),
      policyDiffCommand(context),
      policyRollbackCommand(context),
    ]),
    declareNoun('allowlist', 'read and change what is allowed whatever it counts as', [allowlistListCommand(context), allowlistAddCommand(context), allowlistRemoveCommand(context)]),
    declareNoun('namespace', 'read and change which namespaces are the organization\'s own', [namespaceListCommand(context), namespaceAddCommand(context), namespaceRemoveCommand(context)]),
    declareNoun('session', 'see where you are signed in, and end it', [sessionListCommand(context), sessionEndCommand(context)]),
    declareNoun('token', 'make and end access tokens', [tokenCreateCommand(context), tokenListCommand(context), tokenRevokeCommand(context)]),
    declareNoun('org', 'make and list organizations', [orgCreateCommand(context), orgListCommand(context)]),
    declareNoun('user', 'add and list people', [userCreateCommand(context), userListCommand(context), userResetPasswordCommand()]),
    declareNoun('member', 'see who is in the organization, change roles, take people out', [memberListCommand(context), memberSetRoleCommand(context), memberRemoveCommand(context), memberResetPasswordCommand(context), memberExportCommand(context)]),
    declareNoun('team', 'group the members of the organization', [
      teamListCommand(context),
      teamCreateCommand(context),
      teamDeleteCommand(context),
      teamMembersCommand(context),
      teamAddCommand(context),
      teamRemoveCommand(context),
    ]),
    declareNoun('invite', 'invite people, and accept an invitation', [inviteSendCommand(context), inviteListCommand(context), inviteResendCommand(context), inviteCancelCommand(context), inviteAcceptCommand(context)]),
    declareNoun('scim-token', 'let an identity provider make and deactivate people', [scimTokenCreateCommand(context), scimTokenListCommand(context), scimTokenRevokeCommand(context)]),
    declareNoun('activity', 'read what people did, and find out whether the log of it is whole', [activityListCommand(context), activityVerifyCommand(context), activityExportCommand(context)]),
    declareNoun('pulls', 'read what was pulled and refused', [pullsListCommand(context), pullsStatsCommand(context), pullsExportCommand(context)]),
    declareNoun('webhook', 'tell addresses of denials and changes', [
      webhookCreateCommand(context),
      webhookListCommand(context),
      webhookUpdateCommand(context),
      webhookDeleteCommand(context),
      webhookTestCommand(context),
      webhookDeliveriesCommand(context),
      webhookReplayCommand(context),
    ]),
    declareNoun('catalog', 'look up publishers on Docker Hub, and keep what is known of them fresh', [
      catalogShowCommand(context),
      catalogListCommand(context),
      catalogOverrideCommand(context),
      catalogRefreshCommand(context),
    ]),
    declareNoun('cache', 'look after what the gateway keeps of pulls', [cacheShowCommand(context), cacheVerifyCommand(context), cachePruneCommand(context)]),
    declareNoun('ca', 'look after the certificate that clients of the proxy trust', [caShowCommand(context), caExportCommand(context), caRotateCommand(context)]),
    declareNoun('upstream', 'see other registries, and sign the gateway in there', [
      upstreamLoginCommand(context),
      upstreamLogoutCommand(context),
      upstreamListCommand(context),
    ]),
  ];
}

/** Commander hands settings down only to commands that it makes itself. */
function inheritSettings(parent: Command): void {
  for (const child of parent.commands) {
    child.copyInheritedSettings(parent);
    inheritSettings(child);
  }
}
