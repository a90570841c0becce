// Which tokens may write: the scopes of personal access tokens that pushing and deleting take.
import type { TokenScope, UserSubject } from './access-request.ts';
import type { WriteAction } from './decision.ts';

/** The narrowest scope that includes each. */
export const scopeFor = { push: 'repo:write', delete: 'repo:admin' } as const satisfies Record<WriteAction, TokenScope>;

const scopesWith: Readonly<Record<WriteAction, readonly TokenScope[]>> = { push: ['repo:write', 'repo:admin'], delete: ['repo:admin'] };

/** The password may do all that the person may. */
export function mayWriteAnywhere({ tokenId, scopes }: UserSubject, action: WriteAction): boolean {
  return tokenId === undefined || scopes.some((scope) => scopesWith[action].includes(scope));
}
