// GET /v2/single-sign-on/callback: the second half of every sign-in, whatever it was begun for.
import type { Account, AccountStore } from '../../identity/account.port.ts';
import { OidcFailure } from '../../identity/oidc/oidc-failure.ts';
import { type OidcPerson, readPerson } from '../../identity/oidc/person.ts';
import type { OidcProvider } from '../../identity/oidc/provider.ts';
import type { Sessions } from '../../identity/session.ts';
import type { Log } from '../../telemetry/log.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import type { Call, Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import { sessionCookie } from '../session-cookie.ts';
import { type ApplyGroups, roleOfGroups } from './apply-groups.ts';
import type { Attempt, Attempts } from './attempts.ts';
import { beginAgainAt, offerAgain } from './begin-again.ts';
import type { EstablishAccount } from './establish-account.ts';
import { type SignInActs, createSignInActs } from './sign-in-acts.ts';
import type { SingleSignOnConnection, SingleSignOnStore } from './single-sign-on.port.ts';
import type { ToolCodes } from './tool-codes.ts';

export interface FinishSignInOptions {
  readonly store: Pick<SingleSignOnStore, 'findConnection' | 'linkIdentity' | 'findLinkedAccount'> & Pick<AccountStore, 'findAccountById'>;
  readonly provider: Pick<OidcProvider, 'finish'>;
  readonly attempts: Pick<Attempts, 'take' | 'recall'>;
  readonly establishAccount: EstablishAccount;
  readonly applyGroups: ApplyGroups;
  readonly sessions: Pick<Sessions, 'open'>;
  readonly toolCodes: Pick<ToolCodes, 'issue'>;
  readonly now: () => number;
  readonly log: Pick<Log, 'info' | 'warn'>;
}

type CallbackCall = Call<'finishSingleSignOn'>;
type Answer = Awaited<ReturnType<Operation<'finishSingleSignOn'>>>;

/** What all of one sign-in knows. */
interface SigningIn {
  readonly call: CallbackCall;
  readonly attempt: Attempt;
  readonly connection: SingleSignOnConnection;
  readonly person: OidcPerson;
  readonly acts: SignInActs;
}

export function createFinishSignIn(options: FinishSignInOptions): Operation<'finishSingleSignOn'> {
  const { attempts } = options;
  return async (call) => {
    const { address, cookie } = call;
    const isSecure = address.protocol === 'https:';
    const attempt = await attempts.take(cookie, address.searchParams.get('state') ?? '', { isSecure });
    if (attempt === undefined) {
      const begun = await attempts.recall(cookie, { isSecure });
      const again = begun === undefined ? {} : { beginAgainAt: beginAgainAt(begun) };
      throw new ProblemError(400, 'this sign-in was not begun in this browser, was begun more than 10 minutes ago, or is over already: start again', again);
    }
    return offerAgain(beginAgainAt(attempt), () => finish(options, call, attempt));
  };
}

async function finish(options: FinishSignInOptions, call: CallbackCall, attempt: Attempt): Promise<Answer> {
  const { store, provider, log } = options;
  const { organization } = attempt;
  const connection = await store.findConnection(organization);
  if (connection?.isEnabled !== true || connection.issuer !== attempt.issuer || connection.clientId !== attempt.clientId) {
    throw new ProblemError(400, `single sign-on of ${organization} has changed meanwhile: start again`);
  }
  try {
    const identity = await provider.finish(connection, attempt.oidc, call.address.search, call.signal);
    const person = readPerson(identity, connection);
    checkPerson(person, connection);
    return await complete(options, { call, attempt, connection, person, acts: createSignInActs(call.act, organization) });
  } catch (error) {
    if (error instanceof OidcFailure) {
      log.warn({ error, organization, requestId: call.requestId }, 'a single sign-on was refused');
      throw new ProblemError(403, error.message);
    }
    throw error;
  }
}

/** @throws ProblemError 403 */
function checkPerson({ email, groups }: OidcPerson, { organization, domains, groupMapping, groupClaim }: SingleSignOnConnection): void {
  const isInDomain = email !== null && domains.includes(email.toLowerCase().split('@').at(-1) ?? '');
  if (domains.length > 0 && !isInDomain) {
    throw new ProblemError(403, `only people with a verified e-mail address at ${domains.slice(0, 3).join(', ')}${domains.length > 3 ? ', ...' : ''} sign in to ${organization}: ${email === null ? 'your identity provider sends no address that it has verified' : `yours is ${email}`}`);
  }
  if (groups === undefined && groupMapping.length > 0) {
    throw new ProblemError(403, `your identity provider has more groups of yours than it sends: ask an owner of ${organization} to have it send in \`${groupClaim}\` only those of Pullgate`);
  }
}

async function complete(options: FinishSignInOptions, signingIn: SigningIn): Promise<Answer> {
  const { attempt, connection, person, acts } = signingIn;
  if (attempt.purpose.kind === 'link') return link(options, signingIn, attempt.purpose);
  const groups = person.groups ?? [];
  const account = await options.establishAccount({ connection, person, role: roleOfGroups(connection, groups) ?? connection.defaultRole, acts });
  await options.applyGroups({ connection, account, groups, acts });
  options.log.info({ organization: connection.organization, user: account.name, for: attempt.purpose.kind }, 'signed in with single sign-on');
  return attempt.purpose.kind === 'browser' ? openSession(options, signingIn, account, attempt.purpose.returnTo) : handToTool(options, signingIn, account, attempt.purpose);
}

async function openSession({ sessions, now }: FinishSignInOptions, { call, acts }: SigningIn, account: Account, returnTo: string): Promise<Answer> {
  const { clientAddress, userAgent, address } = call;
  const { secret, session } = await sessions.open({ account, method: 'single-sign-on', clientAddress, userAgent }, ({ id, method }) => acts(account, { action: 'user.session.create', organization: null, name: account.name, after: { id, method } }));
  const cookie = sessionCookie(secret, { isSecure: address.protocol === 'https:', maxAgeSeconds: (session.expiresAtMs - now()) / 1000 });
  return { body: undefined, headers: { Location: returnTo, 'Set-Cookie': cookie } };
}

/** RFC 8252 section 7.3: to the loopback address on which the tool listens; else to a page that shows the code. */
function handToTool({ toolCodes }: FinishSignInOptions, { call }: SigningIn, account: Account, { codeChallenge, loopback }: Extract<Attempt['purpose'], { kind: 'tool' }>): Answer {
  const code = toolCodes.issue({ userId: account.id, codeChallenge });
  const target = loopback === undefined ? new URL(pathOf(paths.singleSignOnCode, {}), call.address) : new URL(`http://127.0.0.1:${loopback.port}/`);
  target.search = new URLSearchParams({ code, ...(loopback === undefined ? {} : { state: loopback.state }) }).toString();
  return { body: undefined, headers: { Location: target.href } };
}

/** @throws ProblemError 403 where that person is another account already */
async function link({ store, now }: FinishSignInOptions, { connection: { organization }, person: { issuer, subject }, acts }: SigningIn, { userId, returnTo }: Extract<Attempt['purpose'], { kind: 'link' }>): Promise<Answer> {
  const done: Answer = { body: undefined, headers: { Location: returnTo } };
  const account = await store.findAccountById(userId);
  if (account?.isActive !== true) throw new ProblemError(403, 'the account that was to be linked is deactivated: ask an owner of your organization');
  const act = acts(account, { action: 'enterprise.sso.identity.link', name: account.name, after: { issuer, by: 'person' } });
  const result = await store.linkIdentity({ organization, issuer, subject, userId, atMs: now() }, act);
  if (result === 'linked' || (await store.findLinkedAccount({ organization, issuer, subject })) === userId) return done;
  throw new ProblemError(403, `whom you signed in as at the identity provider is another account of ${organization} already: sign in there as yourself`);
}
