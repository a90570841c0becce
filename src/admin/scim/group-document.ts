// A group as an identity provider writes it, and the team's name that is made of its display name.
import { z } from 'zod';
import { plainText } from '../../contract/plain-text.ts';
import { scimUrns } from '../../contract/scim.ts';
import { parseInput } from '../parse-input.ts';
import { type Document, createShape, simple } from './attributes.ts';
import type { ScimGroup, ScimGroupChange } from './scim.port.ts';

const membersMax = 5000;

export const groupShape = createShape(scimUrns.group, [simple('displayName'), simple('externalId'), { name: 'members', kind: 'list', parts: ['value'] }]);

const groupDocument = z.object({
  displayName: plainText(255).trim().min(1),
  externalId: plainText(255).transform((text) => (text === '' ? undefined : text)).optional(),
  members: z.array(z.object({ value: plainText(255).min(1) })).max(membersMax).optional(),
});

/** @throws ProblemError 400 with every problem */
export function readGroup(document: Document): ScimGroupChange {
  const { displayName, externalId, members = [] } = parseInput(groupDocument, document, 'body');
  return { displayName, externalId: externalId ?? null, members: [...new Set(members.map(({ value }) => value))], teamName: (attempt) => fitTeamName(displayName, attempt) };
}

export function groupAsDocument({ displayName, externalId, members }: ScimGroup): Document {
  return { displayName, externalId: externalId ?? undefined, members: members.map(({ id }) => ({ value: id })) };
}

const teamNameCharactersMin = 3;
const teamNameCharactersMax = 30;

/**
 * Fits a display name, such as `Plattform / Entwickler`, into the grammar of team names: `Plattform-Entwickler`.
 * @param attempt from 1; from 2 on the number stands at the end, for names that are taken
 */
export function fitTeamName(displayName: string, attempt: number): string {
  const suffix = attempt === 1 ? '' : `-${attempt}`;
  const kept = displayName
    .slice(0, 1024)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replace(/[^\w-]+/g, '-')
    .replace(/^-+/, '');
  const name = kept.slice(0, teamNameCharactersMax - suffix.length).replace(/-+$/, '');
  return name.length + suffix.length < teamNameCharactersMin || name === '' ? `team${name === '' ? '' : `-${name}`}${suffix}` : name + suffix;
}
