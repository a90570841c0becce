// As much of TOML as hosts.toml, registries.conf and containerd's config.toml hold: tables of one-line values. What it cannot read it leaves out.

export interface TomlTable {
  /** The header as it is written, without quotes and spaces around its parts: `host.https://gate.example.com`; empty for what comes first. */
  readonly name: string;
  /** Texts without their quotes, everything else as it is written. */
  readonly values: ReadonlyMap<string, string>;
}

/** The tables in their order. */
export function readTomlTables(text: string): readonly TomlTable[] {
  let values = new Map<string, string>();
  const tables = [{ name: '', values }];
  for (const line of text.split('\n').map((each) => withoutComment(each).trim())) {
    const header = /^\[\[?(.+?)\]\]?$/.exec(line)?.[1];
    const [, key, value] = /^("[^"]*"|'[^']*'|[\w.-]+)\s*=\s*(.+)$/.exec(line) ?? [];
    if (key !== undefined && value !== undefined) values.set(unquoted(key), unquoted(value));
    else if (header !== undefined) {
      values = new Map();
      tables.push({ name: partsOf(header).join('.'), values });
    }
  }
  return tables;
}

/** The parts of a dotted key; quotes keep dots together. */
function partsOf(header: string): readonly string[] {
  return [...header.matchAll(/"([^"]*)"|'([^']*)'|([\w-]+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/.exec(text)?.[2] ?? text;
}

/** Up to a `#` outside of quotes. */
function withoutComment(line: string): string {
  return /^(?:"[^"]*"|'[^']*'|[^#"'])*/.exec(line)?.[0] ?? '';
}
