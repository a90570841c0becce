// Operations: signing in, sessions, second factors and passwords: what people have of their own.
import * as accounts from '../accounts.ts';
import { user } from '../members.ts';
import { pageQuery } from '../page.ts';
import { paths } from '../paths.ts';
import { ask, bad, create, missing, read, remove, replace, update } from '../route.ts';
import type { Route } from '../route.ts';
import * as sessions from '../session.ts';

/** 403: the page of another site sent it. */
const ofSignIn = [400, 401, 403, 429] as const;

export const accountRoutes = {
  login: { ...ask, path: paths.login, summary: 'sign in with a user name and a password or access token', caller: 'anyone', query: sessions.loginQuery, request: sessions.loginRequest, response: sessions.loginResponse, problems: ofSignIn },
  finishLogin: { ...ask, path: paths.secondFactorLogin, summary: 'go on with the code of the second factor, where login asked for it', caller: 'anyone', query: sessions.loginQuery, request: sessions.secondFactorLoginRequest, response: sessions.loginResponse, problems: ofSignIn },
  createAuthToken: { ...ask, path: paths.authToken, summary: 'sign in under the newer names; a password alone does not do where there is a second factor', caller: 'anyone', request: sessions.authTokenRequest, response: sessions.authTokenResponse, problems: ofSignIn },

  openSession: { ...create, access: 'read', path: paths.sessions, summary: 'sign in for a browser, which keeps the session in a cookie', caller: 'anyone', request: sessions.openSessionRequest, response: sessions.openSessionResponse, headers: ['Set-Cookie'], problems: ofSignIn },
  listSessions: { ...read, path: paths.sessions, summary: 'the sessions of who is signed in, the one used last first', caller: 'user', query: pageQuery, response: sessions.sessionPage, problems: bad },
  endOtherSessions: { ...remove, path: paths.sessions, summary: 'end all sessions of who is signed in but the one that this is asked with', caller: 'user' },
  endSession: { ...remove, path: paths.session, summary: 'end one session of who is signed in', caller: 'user', problems: missing },
  signOut: { ...ask, path: paths.sessionEnd, status: 204, headers: ['Set-Cookie'], summary: 'end the session that this is asked with, and clear its cookie', caller: 'user' },

  updateUser: { ...update, path: paths.user, summary: 'change the name and address of who is signed in: what is left out stays as it is', caller: 'user', request: accounts.updateUserRequest, response: user, problems: [400, 412] },
  changePassword: { ...replace, path: paths.password, status: 204, summary: 'change the password; every other session ends, and what was signed in with the old one', caller: 'user', request: accounts.changePasswordRequest, problems: [400, 409, 429] },
  showTotp: { ...read, hasContentTag: true, path: paths.totp, summary: 'whether sign-in asks for a code', caller: 'user', response: accounts.totpStatus },
  beginTotp: { ...ask, access: 'change', path: paths.totp, summary: 'make the secret of a second factor, which nothing asks for until it is confirmed', caller: 'user', request: accounts.beginTotpRequest, response: accounts.begunTotp, problems: [400, 409, 412, 429] },
  confirmTotp: { ...ask, access: 'change', path: paths.totpConfirm, summary: 'switch the second factor on with a first code; the recovery codes are shown this once, and every other session ends', caller: 'user', request: accounts.confirmTotpRequest, response: accounts.recoveryCodes, problems: [400, 409] },
  removeTotp: { ...remove, path: paths.totp, summary: 'switch the second factor off; every other session ends', caller: 'user', request: accounts.proveBothRequest, problems: [400, 409, 412, 429] },
  createRecoveryCodes: { ...ask, access: 'change', path: paths.recoveryCodes, summary: 'make new recovery codes, shown this once, in place of all there are', caller: 'user', request: accounts.proveBothRequest, response: accounts.recoveryCodes, problems: [400, 409, 429] },

  endMemberSessions: { ...remove, path: paths.memberSessions, summary: 'end all sessions of a person who is in no other organization', caller: 'owner', problems: [409] },
  resetMemberPassword: { ...ask, access: 'change', path: paths.memberPassword, summary: 'give a person who is in no other organization, and no owner, another password; a generated one is shown this once', caller: 'owner', request: accounts.resetPasswordRequest, response: accounts.resetPasswordResponse, problems: [400, 409] },
} as const satisfies Readonly<Record<string, Route>>;
