// Reads the body of a PATCH (RFC 7644, 3.5.2) into operations.
import { type Fields, isObject } from './attributes.ts';
import { invalidPath, invalidSyntax, invalidValue, noTarget } from './refuse.ts';

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string | undefined;
  readonly value: unknown;
}

const operationsMax = 1000;
const pathCharactersMax = 4096;

/** Reads the body of a PATCH. `Replace` of Entra ID is `replace`, whatever its case. @throws ProblemError 400 */
export function readOperations(body: Readonly<Fields>): readonly PatchOperation[] {
  const operations = field(body, 'operations');
  if (!Array.isArray(operations) || operations.length === 0) throw invalidSyntax('`Operations` must be a list of at least one operation');
  if (operations.length > operationsMax) throw invalidValue(`\`Operations\` has more than ${operationsMax} entries: send them in several requests`);
  return operations.map((operation: unknown, position) => readOperation(operation, `Operations.${position}`));
}

function readOperation(operation: unknown, where: string): PatchOperation {
  if (!isObject(operation)) throw invalidSyntax(`${where} must be an object`);
  const op = String(field(operation, 'op')).toLowerCase();
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw invalidSyntax(`${where}.op must be one of add, replace, remove`);
  const path = field(operation, 'path') ?? undefined;
  if (path !== undefined && (typeof path !== 'string' || path.length > pathCharactersMax)) throw invalidPath(`${where}.path must be text of at most ${pathCharactersMax} characters`);
  const value = field(operation, 'value');
  if (op === 'remove' && (path === undefined || path === '')) throw noTarget(`${where}.path is missing: say what to remove`);
  if (op !== 'remove' && value === undefined) throw invalidValue(`${where}.value is missing`);
  return { op, path: path === '' ? undefined : path, value };
}

function field(fields: Readonly<Fields>, lowerCaseName: string): unknown {
  const name = Object.keys(fields).find((key) => key.toLowerCase() === lowerCaseName);
  return name === undefined ? undefined : fields[name];
}
