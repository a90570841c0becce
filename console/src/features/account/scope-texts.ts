// What the scopes of a personal access token let it do, in words; each includes those after it.
import type { Answer } from '../../api/operation-types.ts';

export type TokenScope = Answer<'createAccessToken'>['scopes'][number];

export const scopeTexts = {
  'repo:admin': { name: 'Everything', description: 'Pull, push and delete images, and change in the API whatever you may change.' },
  'repo:write': { name: 'Pull and push', description: 'Pull images, and push to where you may push.' },
  'repo:read': { name: 'Pull', description: 'Pull images, private ones included.' },
  'repo:public_read': { name: 'Pull public images', description: 'Pull images that everybody may read.' },
} as const satisfies Record<TokenScope, { readonly name: string; readonly description: string }>;

/** `Pull and push`: the widest, which includes the others. */
export function describeScopes(scopes: readonly TokenScope[]): string {
  const widest = (Object.keys(scopeTexts) as TokenScope[]).find((scope) => scopes.includes(scope));
  return widest === undefined ? 'Nothing' : scopeTexts[widest].name;
}
