// The operations of contract/routes/accounts.ts with what they need: signing in, sessions, second factors and passwords.
import type { accountRoutes } from '../contract/routes/accounts.ts';
import type { AdminTokens } from '../identity/admin-token.ts';
import { createHalfSignIns } from '../identity/half-sign-in.ts';
import { createSecondFactors } from '../identity/second-factor.ts';
import type { Sessions } from '../identity/session.ts';
import type { SignIn } from '../identity/sign-in.ts';
import { createBeginTotp } from './accounts/begin-totp.ts';
import { createChangePassword } from './accounts/change-password.ts';
import { createConfirmPassword } from './accounts/confirm-password.ts';
import { createConfirmTotp } from './accounts/confirm-totp.ts';
import { createCreateRecoveryCodes } from './accounts/create-recovery-codes.ts';
import { createRemoveTotp } from './accounts/remove-totp.ts';
import { createResetMemberPassword } from './accounts/reset-member-password.ts';
import { createShowTotp } from './accounts/show-totp.ts';
import { createUpdateUser } from './accounts/update-user.ts';
import type { OperationsOf } from './operation.ts';
import { createCreateAuthToken } from './session/create-auth-token.ts';
import { createEndMemberSessions } from './session/end-member-sessions.ts';
import { createEndOtherSessions } from './session/end-other-sessions.ts';
import { createEndSession } from './session/end-session.ts';
import { createFinishLogin } from './session/finish-login.ts';
import { createListSessions } from './session/list-sessions.ts';
import { createLogin } from './session/login.ts';
import { createOpenSession } from './session/open-session.ts';
import { createAdminSignIn } from './session/sign-in-to-admin.ts';
import { createSignOut } from './session/sign-out.ts';
import type { AdminStores } from './stores.ts';

export interface AccountOperationsOptions {
  readonly stores: AdminStores;
  readonly signIn: SignIn;
  readonly adminTokens: AdminTokens;
  readonly sessions: Sessions;
  /** What authenticator apps show an account under. */
  readonly gatewayHost: string;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

export function createAccountOperations({ stores: store, adminTokens, sessions, gatewayHost, now, ...options }: AccountOperationsOptions): OperationsOf<typeof accountRoutes> {
  const secondFactors = createSecondFactors({ store, host: gatewayHost, now });
  const signIn = createAdminSignIn({ signIn: options.signIn, adminTokens, secondFactors, halfSignIns: createHalfSignIns({ now }), accounts: store, now });
  const confirmPassword = createConfirmPassword({ signIn: options.signIn, accounts: store, now });
  return {
    login: createLogin({ signIn, sessions }),
    finishLogin: createFinishLogin({ signIn, sessions }),
    createAuthToken: createCreateAuthToken({ signIn }),
    openSession: createOpenSession({ signIn, sessions, store }),
    listSessions: createListSessions({ sessions }),
    endOtherSessions: createEndOtherSessions({ sessions }),
    endSession: createEndSession({ sessions }),
    signOut: createSignOut({ sessions }),
    updateUser: createUpdateUser({ store }),
    changePassword: createChangePassword({ store, confirmPassword }),
    showTotp: createShowTotp({ secondFactors }),
    beginTotp: createBeginTotp({ secondFactors, confirmPassword }),
    confirmTotp: createConfirmTotp({ secondFactors }),
    removeTotp: createRemoveTotp({ secondFactors, confirmPassword, now }),
    createRecoveryCodes: createCreateRecoveryCodes({ secondFactors, confirmPassword, now }),
    endMemberSessions: createEndMemberSessions({ store, sessions }),
    resetMemberPassword: createResetMemberPassword({ store }),
  };
}
