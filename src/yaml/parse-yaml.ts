// A YAML text as a plain value, with the way back from a path in it to its line: what every problem of a file is told with.
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';

export interface YamlProblem {
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface ParsedYaml {
  /** Undefined when there are problems. */
  readonly value: unknown;
  readonly problems: readonly YamlProblem[];
  /** The line, from 1, of the deepest part of the path that the text has; of an entry of a map, its key's. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

const aliasesMax = 100;

/** Parses YAML 1.2, and so JSON. Syntax errors, duplicate keys and more aliases than anybody writes are problems. */
export function parseYaml(text: string): ParsedYaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number): number => lineCounter.linePos(offset).line;
  const problems = document.errors.map((error) => ({ line: lineAt(error.pos[0]), message: error.message.split('\n', 1)[0] ?? '' }));
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(deepestOffset(document.contents, path));
  if (problems.length > 0) return { value: undefined, problems, lineOf };
  try {
    return { value: document.toJS({ maxAliasCount: aliasesMax }), problems, lineOf };
  } catch {
    return { value: undefined, problems: [{ line: 1, message: 'has too many aliases: write it without them' }], lineOf };
  }
}

function deepestOffset(contents: unknown, path: readonly PropertyKey[]): number {
  let node = contents;
  let offset = offsetOf(node) ?? 0;
  for (const part of path) {
    let place: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
      place = pair?.key;
      node = pair?.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      place = node;
    }
    if (place === undefined) return offset;
    offset = offsetOf(place) ?? offset;
  }
  return offset;
}

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
