// Parses the path of a PATCH operation (RFC 7644, 3.5.2): `active`, `name.familyName`, `emails[type eq "work"].value`, each with or without a schema before it.
import type { Filter } from 'scim2-parse-filter';
import { type Attribute, type ResourceShape, findAttribute, findPart } from './attributes.ts';
import { readFilter } from './read-filter.ts';
import type { ProblemError } from '../problem.ts';
import { invalidPath } from './refuse.ts';

export interface Target {
  readonly attribute: Attribute;
  /** Which entries of a list. */
  readonly filter: Filter | undefined;
  /** A sub-attribute. */
  readonly part: string | undefined;
}

const name = /^[a-z$][\w$-]*$/i;

/**
 * Undefined: it leads to an attribute that is not kept here, and what is done there is ignored.
 * @throws ProblemError 400 invalidPath
 */
export function readPath(shape: ResourceShape, path: string): Target | undefined {
  const { schema, attribute: attributeName, filterText, part: partName } = split(path);
  if (!name.test(attributeName) || (partName !== undefined && !name.test(partName))) throw unreadable(path);
  const filter = filterText === undefined ? undefined : readFilter(filterText);
  const attribute = findAttribute(shape, schema + attributeName);
  if (attribute === undefined) return undefined;
  if (filter !== undefined && attribute.kind !== 'list') throw invalidPath(`\`${attribute.name}\` is no list: leave the filter out`);
  if (partName !== undefined && attribute.kind === 'simple') throw invalidPath(`\`${attribute.name}\` has no sub-attributes`);
  const part = partName === undefined ? undefined : findPart(attribute, partName);
  return partName !== undefined && part === undefined ? undefined : { attribute, filter, part };
}

interface Pieces {
  /** With its colon; empty where there is none. */
  readonly schema: string;
  readonly attribute: string;
  readonly filterText?: string;
  readonly part?: string | undefined;
}

/** By position and not by one pattern: a schema has dots and colons of its own (`urn:...:core:2.0:User:name.familyName`), and a filter may hold anything. */
function split(path: string): Pieces {
  const opening = path.indexOf('[');
  const closing = path.lastIndexOf(']');
  const head = opening === -1 ? path : path.slice(0, opening);
  const schema = /^urn:/i.test(head) ? head.slice(0, head.lastIndexOf(':') + 1) : '';
  const names = head.slice(schema.length);
  if (opening === -1) {
    const dot = names.indexOf('.');
    return dot === -1 ? { schema, attribute: names } : { schema, attribute: names.slice(0, dot), part: names.slice(dot + 1) };
  }
  const tail = path.slice(closing + 1);
  if (closing < opening || (tail !== '' && !tail.startsWith('.'))) throw unreadable(path);
  return { schema, attribute: names, filterText: path.slice(opening + 1, closing), ...(tail === '' ? {} : { part: tail.slice(1) }) };
}

function unreadable(path: string): ProblemError {
  return invalidPath(`the path \`${path.slice(0, 200)}\` cannot be read: write it as in RFC 7644, emails[type eq "work"].value`);
}
