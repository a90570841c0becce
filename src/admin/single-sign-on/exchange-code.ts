// POST /v2/single-sign-on/token: a command line tool's code becomes a bearer token, as a password would.
import type { AccountStore } from '../../identity/account.port.ts';
import type { AdminTokens } from '../../identity/admin-token.ts';
import type { Operation } from '../operation.ts';
import { invalidRequest } from '../problem.ts';
import type { ToolCodes } from './tool-codes.ts';

export interface ExchangeCodeOptions {
  readonly store: Pick<AccountStore, 'findAccountById'>;
  readonly toolCodes: Pick<ToolCodes, 'redeem'>;
  readonly adminTokens: Pick<AdminTokens, 'issue'>;
}

export function createExchangeCode({ store, toolCodes, adminTokens }: ExchangeCodeOptions): Operation<'exchangeSingleSignOnCode'> {
  return async ({ body }) => {
    const userId = toolCodes.redeem(body.code, body.code_verifier);
    const account = userId === undefined ? undefined : await store.findAccountById(userId);
    if (account?.isActive !== true) throw invalidRequest({ code: ['is wrong, used or too old: run pullgate login again'] });
    const { id, name, email, credentialVersion } = account;
    const { token } = await adminTokens.issue({ subject: { kind: 'user', id, name, scopes: ['repo:admin'] }, email, credentialVersion });
    return { body: { access_token: token, username: name } };
  };
}
