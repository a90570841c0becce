// Who did it and with what, in words.
import type { Answer } from '../../api/operation-types.ts';

export type Entry = Answer<'listActivity'>['activity'][number];
type Actor = Entry['actor'];

const credentials: Readonly<Record<string, string>> = {
  password: 'Password',
  session: 'Session',
  'personal-token': 'Personal access token',
  'organization-token': 'Organization access token',
  'scim-token': 'SCIM token',
  none: 'Not signed in',
};

export function describeCredential({ kind, credential }: Actor): string {
  if (kind === 'system') return 'The server itself';
  return credentials[credential.kind] ?? credential.kind;
}

export function describeActor({ kind, name }: Actor): string {
  if (kind === 'anonymous') return 'Somebody not signed in';
  if (kind === 'system') return 'Pullgate';
  return name;
}
