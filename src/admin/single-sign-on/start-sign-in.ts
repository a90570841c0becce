// GET /v2/single-sign-on/{org}/start
import type { Call, Operation } from '../operation.ts';
import type { Attempt } from './attempts.ts';
import { beginAgainAt, offerAgain } from './begin-again.ts';
import type { BeginSignIn } from './begin-sign-in.ts';
import { parseLocalPath } from './local-path.ts';

export function createStartSignIn({ begin }: { readonly begin: BeginSignIn }): Operation<'startSingleSignOn'> {
  return async ({ params, query, address, signal }) => {
    const organization = params.org.toLowerCase();
    const purpose = purposeOf(query);
    const { location, cookie } = await offerAgain(beginAgainAt({ organization, purpose }), () => begin({ organization, purpose, address, signal }));
    return { body: undefined, headers: { Location: location, 'Set-Cookie': cookie } };
  };
}

function purposeOf({ return_to, code_challenge, port, state }: Call<'startSingleSignOn'>['query']): Attempt['purpose'] {
  if (code_challenge === undefined) return { kind: 'browser', returnTo: parseLocalPath(return_to) };
  return { kind: 'tool', codeChallenge: code_challenge, ...(port === undefined || state === undefined ? {} : { loopback: { port, state } }) };
}
