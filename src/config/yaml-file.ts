// A YAML file as a plain value, with the way back from a path in it to its line.
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node } from 'yaml';

export interface YamlFile {
  readonly value: unknown;
  /** `pullgate.yaml:12`, for the deepest part of the path that the file has. */
  readonly where: (path: readonly PropertyKey[]) => string;
  readonly problems: readonly string[];
}

const aliasesMax = 100;

/** Parses YAML 1.2; duplicate keys and syntax errors are problems with their line. */
export function parseYamlFile(name: string, text: string): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number): string => `${name}:${lineCounter.linePos(offset).line}`;
  const problems = document.errors.map((error) => `${lineAt(error.pos[0])}: ${error.message.split('\n', 1)[0] ?? ''}`);
  return {
    value: problems.length > 0 ? undefined : (document.toJS({ maxAliasCount: aliasesMax }) ?? {}),
    where: (path) => {
      const offset = deepestOffset(document.contents, path);
      return offset === undefined ? name : lineAt(offset);
    },
    problems,
  };
}

/** Where the deepest existing part of `path` begins; for an entry of a map, where its key begins. */
function deepestOffset(contents: Node | null, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = contents;
  let offset: number | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(part));
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)] as Node | undefined;
      if (item === undefined) return offset;
      offset = item.range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}
