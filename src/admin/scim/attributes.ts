// The attributes of users and groups that are kept, by their names without case (RFC 7643, 2.1), and documents made of nothing else.

/** `simple` is text or a boolean, `complex` an object, `list` a list of objects. */
export type AttributeKind = 'simple' | 'complex' | 'list';

export interface Attribute {
  readonly name: string;
  readonly kind: AttributeKind;
  /** Names of the sub-attributes; none for a simple one. */
  readonly parts: readonly string[];
}

/** What may stand in a resource of one kind. */
export interface ResourceShape {
  /** Of the core schema, whose attributes may be written with it: `urn:...:User:userName`. */
  readonly urn: string;
  readonly find: (name: string) => Attribute | undefined;
}

export type Part = string | boolean | number | null | object;
export type Fields = Record<string, unknown>;

/** A resource that has attributes of its shape alone, under their right names, none of them null. */
export type Document = Record<string, unknown>;

export function createShape(urn: string, attributes: readonly Attribute[], aliases: Readonly<Record<string, string>> = {}): ResourceShape {
  const byName = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
  return { urn, find: (name) => byName.get(aliases[name.toLowerCase()] ?? name.toLowerCase()) };
}

export function simple(name: string): Attribute {
  return { name, kind: 'simple', parts: [] };
}

/**
 * Reads a resource as it was sent. What is null is as good as missing (RFC 7643, 2.5), and what has no place in the shape is left out: identity
 * providers send more than is kept here (titles, addresses, passwords).
 */
export function readDocument(shape: ResourceShape, sent: Readonly<Fields>): Document {
  const document = emptyDocument();
  for (const [name, value] of Object.entries(sent)) {
    const attribute = findAttribute(shape, name);
    // Of two names of one attribute (`enabled` is Docker Hub's for `active`) the right one counts.
    if (attribute === undefined || value === null || (document[attribute.name] !== undefined && name !== attribute.name)) continue;
    document[attribute.name] = readValue(attribute, value);
  }
  return document;
}

/** The value of one attribute with the right names inside; of a wrong type it stays as it is, for the schema to refuse. */
export function readValue(attribute: Attribute, value: unknown): unknown {
  switch (attribute.kind) {
    case 'simple':
      return value;
    case 'complex':
      return isObject(value) ? readParts(attribute, value) : value;
    case 'list':
      return (Array.isArray(value) ? value : [value]).filter((entry) => entry !== null).map((entry: unknown) => readEntry(attribute, entry));
  }
}

/** An entry of a list; plain text stands for its `value`. */
function readEntry(attribute: Attribute, entry: unknown): unknown {
  if (isObject(entry)) return readParts(attribute, entry);
  return typeof entry === 'string' ? { value: entry } : entry;
}

function readParts(attribute: Attribute, value: Readonly<Fields>): Fields {
  const parts: Fields = {};
  for (const [name, part] of Object.entries(value)) {
    const known = findPart(attribute, name);
    if (known !== undefined && part !== null) parts[known] = part;
  }
  return parts;
}

export function findPart({ parts }: Attribute, name: string): string | undefined {
  return parts.find((part) => part.toLowerCase() === name.toLowerCase());
}

/** With or without the schema's URN before it. */
export function findAttribute(shape: ResourceShape, name: string): Attribute | undefined {
  const prefix = `${shape.urn}:`;
  return shape.find(name.toLowerCase().startsWith(prefix.toLowerCase()) ? name.slice(prefix.length) : name);
}

export function emptyDocument(): Document {
  return {};
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
