// Operations: signing in with an identity provider.
import { pageQuery } from '../page.ts';
import { paths } from '../paths.ts';
import { ask, bad, read, remove, replace } from '../route.ts';
import type { Route } from '../route.ts';
import * as sso from '../single-sign-on.ts';

const notSignedIn = 'You are not signed in';

export const singleSignOnRoutes = {
  showSingleSignOn: { ...read, path: paths.singleSignOn, summary: "the organization's connection to its identity provider, without the client secret; its revision is in the ETag", caller: 'owner', response: sso.singleSignOnConnection },
  writeSingleSignOn: { ...replace, path: paths.singleSignOn, summary: 'connect the organization to an identity provider that answers, or change the connection: what is left out stays as it is', caller: 'owner', request: sso.singleSignOnChange, response: sso.singleSignOnConnection, problems: [400, 409, 412] },
  removeSingleSignOn: { ...remove, path: paths.singleSignOn, summary: 'remove the connection to the identity provider; passwords are accepted again', caller: 'owner', problems: [412] },
  linkSingleSignOn: { ...ask, headers: ['Set-Cookie'], access: 'change', path: paths.singleSignOnLink, summary: 'begin a sign-in with the identity provider that is linked to the account of who is signed in', caller: 'member', request: sso.linkSingleSignOnRequest, response: sso.linkSingleSignOnResponse, problems: [400] },
  listSingleSignOnIdentities: { ...read, path: paths.singleSignOnIdentities, summary: 'which accounts are linked to whom at the identity provider, by user name', caller: 'owner', query: pageQuery, response: sso.singleSignOnIdentityPage, problems: bad },
  removeSingleSignOnIdentity: { ...remove, path: paths.singleSignOnIdentity, summary: 'take such a link away; the sessions that the person has through identity providers end, and so do their sign-ins to the API', caller: 'owner' },

  findSingleSignOn: { ...read, path: paths.singleSignOnOffers, summary: 'whether an organization, or those of an e-mail address, offer single sign-on', caller: 'anyone', query: sso.singleSignOnQuery, response: sso.singleSignOnOffers, problems: [400] },
  startSingleSignOn: { ...read, headers: ['Set-Cookie'], path: paths.singleSignOnStart, status: 302, summary: 'send a browser to the identity provider of an organization', caller: 'anyone', query: sso.startSingleSignOnQuery, problemPage: notSignedIn, problems: [400, 404] },
  finishSingleSignOn: { ...read, headers: ['Set-Cookie'], path: paths.singleSignOnCallback, status: 302, summary: 'where the identity provider sends a browser back', caller: 'anyone', problemPage: notSignedIn, problems: [400, 403] },
  showSingleSignOnCode: { ...read, path: paths.singleSignOnCode, summary: 'a code to paste into a terminal', caller: 'anyone', query: sso.singleSignOnCodeQuery, content: ['text/plain'], problemPage: notSignedIn, problems: [400] },
  exchangeSingleSignOnCode: { ...ask, path: paths.singleSignOnToken, summary: 'the code of a sign-in by a command line tool for a bearer token', caller: 'anyone', request: sso.exchangeSingleSignOnRequest, response: sso.exchangeSingleSignOnResponse, problems: [400] },
} as const satisfies Readonly<Record<string, Route>>;
