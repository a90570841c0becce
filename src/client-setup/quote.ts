// Text put into the formats of the files: whatever it holds, it stays text there.

/** A basic string of TOML 1.0; JSON's escapes are among TOML's. */
export function tomlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

/** A double-quoted scalar of YAML 1.2, which every JSON string is. */
export function yamlString(text: string): string {
  return JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

/** One word of a POSIX shell; plain where it needs no quotes. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A line `Environment=` of a systemd unit: systemd.exec(5), and systemd.syntax(7) for the quotes; `%` begins a specifier. */
export function systemdEnvironment(name: string, value: string): string {
  return `Environment="${name}=${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}

const xmlEntities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Character data of XML. */
export function xmlText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => xmlEntities[character] ?? character);
}

/** REG_MULTI_SZ as a .reg file has it: UTF-16LE in hexadecimal, each text ended by a NUL and the list by another. */
export function registryMultiString(texts: readonly string[]): string {
  const characters = `${texts.map((text) => `${text}\0`).join('')}\0`;
  const units = Array.from({ length: characters.length }, (_, at) => characters.charCodeAt(at));
  const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
  return `hex(7):${units.map((unit) => `${hex(unit & 0xff)},${hex(unit >> 8)}`).join(',')}`;
}
