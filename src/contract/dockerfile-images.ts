// The images that a build of a Dockerfile pulls: FROM, COPY --from, RUN --mount=from, and the syntax directive.

const scratch = 'scratch';

interface Instruction {
  readonly line: number;
  readonly word: string;
  readonly text: string;
}

export interface DockerfileImages {
  /** Without stages of the file itself and `scratch`; arguments stand for their defaults. */
  readonly images: readonly NamedImage[];
  /** Those with an argument that has no default, as they are written. */
  readonly unresolved: readonly NamedImage[];
}

export interface NamedImage {
  /** From 1. */
  readonly line: number;
  readonly image: string;
}

/** See the Dockerfile reference of docker/docs. */
export function imagesOfDockerfile(text: string): DockerfileImages {
  const stages = new Set<string>([scratch]);
  const defaults = new Map<string, string>();
  const images: NamedImage[] = [...syntaxImage(text)];
  const unresolved: NamedImage[] = [];
  let isBeforeFirstStage = true;
  for (const { line, word, text: rest } of instructions(text)) {
    if (word === 'ARG' && isBeforeFirstStage) rememberArgument(defaults, rest);
    for (const named of imagesNamed(word, rest)) {
      const image = substituteDefaults(named, defaults);
      if (image.includes('$')) unresolved.push({ line, image: named });
      else if (!stages.has(image.toLowerCase()) && !/^\d+$/.test(image)) images.push({ line, image });
    }
    if (word !== 'FROM') continue;
    isBeforeFirstStage = false;
    stages.add(stageName(rest) ?? scratch);
  }
  return { images, unresolved };
}

function imagesNamed(word: string, rest: string): readonly string[] {
  if (word === 'FROM') return [rest.split(/\s+/).find((part) => !part.startsWith('--'))].filter((part) => part !== undefined);
  if (word === 'COPY') return [...rest.matchAll(/(?:^|\s)--from=(\S+)/g)].map(([, image = '']) => image);
  if (word === 'RUN') return [...rest.matchAll(/(?:^|\s)--mount=(\S+)/g)].flatMap(([, mount = '']) => mount.split(',').filter((part) => part.startsWith('from=')).map((part) => part.slice('from='.length)));
  return [];
}

function stageName(rest: string): string | undefined {
  return /\sas\s+(\S+)\s*$/i.exec(rest)?.[1]?.toLowerCase();
}

function rememberArgument(defaults: Map<string, string>, rest: string): void {
  for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=("[^"]*"|'[^']*'|\S*)/g)) defaults.set(name, substituteDefaults(value.replace(/^(["'])(.*)\1$/, '$2'), defaults));
}

/** Replaces `$NAME`, `${NAME}` and `${NAME:-otherwise}`; what has no value stays as it is. */
export function substituteDefaults(text: string, values: ReadonlyMap<string, string> = new Map()): string {
  return text.replace(/\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g, (whole, plain: string | undefined, braced: string | undefined, otherwise: string | undefined) => {
    return values.get(plain ?? braced ?? '') ?? otherwise ?? whole;
  });
}

/** `# syntax=docker/dockerfile:1` makes BuildKit pull that image; it counts in the first comment lines alone. */
function syntaxImage(text: string): readonly NamedImage[] {
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [, name, value] = /^#\s*(\w+)\s*=\s*(\S+)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    if (name.toLowerCase() === 'syntax') return [{ line: index + 1, image: value }];
  }
  return [];
}

/** Joins continued lines; leaves comments, empty lines and the bodies of here-documents out. */
function instructions(text: string): readonly Instruction[] {
  const found: Instruction[] = [];
  const hereDocuments: string[] = [];
  let begun: { readonly line: number; readonly parts: string[] } | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (hereDocuments.length > 0) {
      if (line.trim() === hereDocuments[0]) hereDocuments.shift();
      continue;
    }
    if (line.trim() === '' || /^\s*#/.test(line)) continue;
    begun ??= { line: index + 1, parts: [] };
    begun.parts.push(line.replace(/\\\s*$/, '').trim());
    if (/\\\s*$/.test(line)) continue;
    const [, word = '', rest = ''] = /^(\S+)\s*(.*)$/s.exec(begun.parts.join(' ')) ?? [];
    found.push({ line: begun.line, word: word.toUpperCase(), text: rest });
    for (const [, delimiter = ''] of rest.matchAll(/<<-?["']?(\w+)["']?/g)) hereDocuments.push(delimiter);
    begun = undefined;
  }
  return found;
}
