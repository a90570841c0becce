// A user as an identity provider writes it: read into what is kept, and what is kept as a document that a PATCH changes.
import { z } from 'zod';
import { plainText } from '../../contract/plain-text.ts';
import { scimUrns } from '../../contract/scim.ts';
import { parseInput } from '../parse-input.ts';
import { type Document, createShape, simple } from './attributes.ts';
import type { ScimProfile, ScimUserChange } from './scim.port.ts';

const emailsMax = 20;
const nameCharactersMax = 200;

/** `enabled` is Docker Hub's name for `active`. */
export const userShape = createShape(
  scimUrns.user,
  [
    simple('userName'),
    simple('externalId'),
    simple('displayName'),
    simple('active'),
    { name: 'name', kind: 'complex', parts: ['formatted', 'familyName', 'givenName'] },
    { name: 'emails', kind: 'list', parts: ['value', 'type', 'display', 'primary'] },
  ],
  { enabled: 'active' },
);

/** Entra ID sends "True" and "False". */
const boolean = z.preprocess((value) => (typeof value === 'string' && /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value), z.boolean());
/** Empty is as good as missing. */
const optionalText = (charactersMax: number) => plainText(charactersMax).transform((text) => (text.trim() === '' ? undefined : text)).optional();

const userDocument = z.object({
  userName: plainText(255).trim().min(1),
  externalId: optionalText(255),
  displayName: optionalText(nameCharactersMax),
  active: boolean.optional(),
  name: z.object({ formatted: optionalText(nameCharactersMax), familyName: optionalText(nameCharactersMax), givenName: optionalText(nameCharactersMax) }).optional(),
  emails: z.array(z.object({ value: plainText(254).trim().min(1), type: optionalText(50), display: optionalText(nameCharactersMax), primary: boolean.optional() })).max(emailsMax).optional(),
});

const isAddress = (text: string): boolean => z.email().max(254).safeParse(text).success;

/** @throws ProblemError 400 with every problem */
export function readUser(document: Document): ScimUserChange {
  const { userName, externalId, displayName, active, name, emails = [] } = parseInput(userDocument, document, 'body');
  const profile: ScimProfile = {
    userName,
    externalId: externalId ?? null,
    displayName: displayName ?? null,
    formattedName: name?.formatted ?? null,
    givenName: name?.givenName ?? null,
    familyName: name?.familyName ?? null,
    emails,
  };
  return { profile, isActive: active, email: addressOf(profile), fullName: fullNameOf(profile) };
}

/** Of the account: the primary address, else one for work, else the first, else a user name that is one. */
function addressOf({ userName, emails }: ScimProfile): string | null {
  const inOrder = [...emails.filter(({ primary }) => primary === true), ...emails.filter(({ type }) => type?.toLowerCase() === 'work'), ...emails].map(({ value }) => value);
  return [...inOrder, userName].find(isAddress) ?? null;
}

/** The parts before the whole: of the two it is the parts that identity providers change. */
function fullNameOf({ givenName, familyName, formattedName, displayName }: ScimProfile): string {
  const parts = [givenName, familyName].filter((part) => part !== null).join(' ');
  return (parts === '' ? (formattedName ?? displayName ?? '') : parts).slice(0, nameCharactersMax);
}

/** Without `active`: a PATCH that does not name it leaves it alone. */
export function userAsDocument({ userName, externalId, displayName, formattedName, givenName, familyName, emails }: ScimProfile): Document {
  return {
    userName,
    externalId: externalId ?? undefined,
    displayName: displayName ?? undefined,
    name: { formatted: formattedName ?? undefined, familyName: familyName ?? undefined, givenName: givenName ?? undefined },
    emails: emails.map((email) => ({ ...email })),
  };
}
