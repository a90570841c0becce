// The one client of the admin API: typed by its OpenAPI document, with the session cookie, and with failures as exceptions.
import createFetchClient, { type Middleware } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { Failure, readFailure } from './failure.ts';
import { reachability } from './reachability.ts';
import type { paths } from './schema.d.ts';
import { sessionState } from './session-state.ts';

/** Those that a wrong password is a 401 of. */
const signInPaths: ReadonlySet<string> = new Set(['/v2/sessions', '/v2/users/login', '/v2/users/2fa-login']);

const failures: Middleware = {
  async onResponse({ request, response }) {
    reachability.found();
    if (response.ok) return;
    const isSignIn = request.method === 'POST' && signInPaths.has(new URL(request.url).pathname);
    if (response.status === 401 && !isSignIn) sessionState.end();
    throw await readFailure(response);
  },
  onError({ error, request }) {
    if (error instanceof Failure || request.signal.aborted) return;
    reachability.lost();
    return new Failure('the server does not answer: check that Pullgate is running and that you are on the network', { status: 0 });
  },
};

/** Asks the API outside of a component: `api.GET('/v2/user')`. What it resolves with has `data`: everything else was thrown as a Failure. */
export const api = createFetchClient<paths>({ credentials: 'same-origin' });
api.use(failures);

/** The same as hooks of TanStack Query: `$api.useQuery('get', '/v2/user')`. Its errors are Failures, whatever their static type says. */
export const $api = createQueryClient(api);
