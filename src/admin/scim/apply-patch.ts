// PATCH (RFC 7644, 3.5.2), as identity providers send it.
//
// scim-patch was tried and left: a path or a key such as `__proto__.x` changes Object.prototype of the whole process, names are compared with case,
// a single object that replaces a list is written over each of its entries, `remove` wants members spelled as they are stored, and each
// member that is added is compared with all others. Reading every operation before it would have been all of what stands here.
import { type Attribute, type Document, type Fields, type ResourceShape, isObject, readValue } from './attributes.ts';
import { changeList } from './change-list.ts';
import type { PatchOperation } from './read-operations.ts';
import { readPath } from './read-path.ts';
import { invalidValue } from './refuse.ts';

/** The document as the operations leave it, one after the other; `document` itself is not changed. @throws ProblemError 400 */
export function applyPatch(shape: ResourceShape, document: Document, operations: readonly PatchOperation[]): Document {
  const patched = structuredClone(document);
  for (const { op, path, value } of operations) {
    if (path !== undefined) apply(shape, patched, { op, path, value });
    // Keys of the value are paths of their own: Okta sends `active`, Entra ID `name.givenName` and `emails[type eq "work"].value`.
    else if (isObject(value)) for (const [key, each] of Object.entries(value)) apply(shape, patched, { op, path: key, value: each });
    else throw invalidValue('an operation without a path takes an object of attributes as its value');
  }
  return patched;
}

function apply(shape: ResourceShape, document: Document, { op, path, value }: PatchOperation & { readonly path: string }): void {
  const target = readPath(shape, path);
  if (target === undefined) return;
  const { attribute } = target;
  if (attribute.kind === 'list') {
    document[attribute.name] = changeList(target, document[attribute.name], { op, path, value });
    return;
  }
  const isRemoval = op === 'remove' || value === null;
  if (target.part !== undefined) document[attribute.name] = withPart(document[attribute.name], target.part, isRemoval ? undefined : value);
  else if (isRemoval) document[attribute.name] = undefined;
  else document[attribute.name] = attribute.kind === 'complex' ? merge(attribute, document[attribute.name], value) : value;
}

function withPart(before: unknown, part: string, value: unknown): Fields {
  return { ...(isObject(before) ? before : {}), [part]: value };
}

/** Sub-attributes that are not named stay as they are. */
function merge(attribute: Attribute, before: unknown, value: unknown): unknown {
  const read = readValue(attribute, value);
  return isObject(read) && isObject(before) ? { ...before, ...read } : read;
}
