// GET /v2/single-sign-on/{org}/start
import type { Call, Operation } from '../operation.ts';
import type { Attempt } from './attempts.ts';
import type { BeginSignIn } from './begin-sign-in.ts';
import { parseLocalPath } from './local-path.ts';

export function createStartSignIn({ begin }: { readonly begin: BeginSignIn }): Operation<'startSingleSignOn'> {
  return async ({ params, query, address, signal }) => {
    const { location, cookie } = await begin({ organization: params.org.toLowerCase(), purpose: purposeOf(query), address, signal });
    return { body: undefined, headers: { Location: location, 'Set-Cookie': cookie } };
  };
}

function purposeOf({ return_to, code_challenge, port, state }: Call<'startSingleSignOn'>['query']): Attempt['purpose'] {
  if (code_challenge === undefined) return { kind: 'browser', returnTo: parseLocalPath(return_to) };
  return { kind: 'tool', codeChallenge: code_challenge, ...(port === undefined || state === undefined ? {} : { loopback: { port, state } }) };
}
