// Finds the images in whatever was pasted: names, a Dockerfile, a Compose file, a Kubernetes manifest, or the lines of a shell.
import { imagesOfDockerfile, type NamedImage, substituteDefaults } from '../../../../src/contract/dockerfile-images.ts';

export interface ImagesInText {
  /** What the text was taken for. */
  readonly kind: 'names' | 'dockerfile' | 'yaml';
  /** Each once, in their order, with the line on which each is named first. */
  readonly images: readonly NamedImage[];
  /** Those that depend on something that the text does not say, as they are written. */
  readonly unresolved: readonly NamedImage[];
}

export function imagesInText(text: string): ImagesInText {
  if (/^\s*FROM\s+\S/im.test(text)) return { kind: 'dockerfile', ...eachOnce(imagesOfDockerfile(text)) };
  if (/^\s*(?:-\s+)?["']?image["']?\s*:/m.test(text)) return { kind: 'yaml', ...eachOnce(imagesOfYaml(text)) };
  return { kind: 'names', ...eachOnce(imagesOfLines(text)) };
}

type Found = Omit<ImagesInText, 'kind'>;

function eachOnce({ images, unresolved }: Found): Found {
  const first = (named: readonly NamedImage[]) => [...new Map(named.toReversed().map((one) => [one.image, one])).values()].toSorted((one, other) => one.line - other.line);
  return { images: first(images), unresolved: first(unresolved) };
}

/** Every `image:` with a text behind it, of Compose and Kubernetes alike, in YAML or JSON. */
function imagesOfYaml(text: string): Found {
  return sort(
    linesOf(text).flatMap(({ line, text: written }): readonly NamedImage[] => {
      const [, value = ''] = /^\s*(?:-\s+)?\{?\s*["']?image["']?\s*:\s*(.*)$/.exec(written) ?? [];
      const image = unquote(value);
      // An anchor or tag of YAML stands before the text, and is no part of it.
      return image === '' ? [] : [{ line, image: image.replace(/^(?:[&!]\S+\s+)+/, '') }];
    }),
  );
}

function unquote(value: string): string {
  const [, quoted] = /^(?:[&!]\S+\s+)*["']([^"']*)["']/.exec(value) ?? [];
  if (quoted !== undefined) return quoted.trim();
  if (value.startsWith('{{')) return value.trim();
  return value.replace(/(?:^|\s+)#.*$/, '').trim();
}

/** Names with spaces, commas or line breaks between them, and the pull lines of container tools. */
function imagesOfLines(text: string): Found {
  return sort(
    linesOf(text).flatMap(({ line, text: written }) => {
      const words = written.replace(/(?:^|\s)#.*$/, '').replace(/^\s*[$>]\s+/, '').split(/[\s,;]+/).filter((word) => word !== '');
      const named = isCommand(words) ? imagesOfCommand(words) : words;
      return named.map((image) => ({ line, image: imageOfAddress(image) }));
    }),
  );
}

const tools = new Set(['docker', 'podman', 'nerdctl', 'buildah', 'crictl', 'ctr', 'skopeo']);
/** Of `docker run` and `docker create`: those that take no value. */
const switches = /^(?:-[ditPq]+|--(?:rm|init|privileged|detach|interactive|tty|publish-all|quiet|read-only|no-healthcheck|oom-kill-disable|sig-proxy|all-tags|disable-content-trust|all-platforms|plain-http))$/;

function isCommand(words: readonly string[]): boolean {
  return tools.has(words[words[0] === 'sudo' ? 1 : 0] ?? '');
}

/** `docker pull --platform linux/amd64 nginx`: nginx. Of other commands, those that begin with `docker://`. */
function imagesOfCommand(words: readonly string[]): readonly string[] {
  const verb = words.findIndex((word) => ['pull', 'run', 'create'].includes(word));
  if (verb === -1) return words.filter((word) => word.startsWith('docker://'));
  const rest = words.slice(verb + 1);
  for (let index = 0; index < rest.length; index += 1) {
    const word = rest[index] ?? '';
    if (!word.startsWith('-')) return [word];
    if (!word.includes('=') && !switches.test(word)) index += 1;
  }
  return [];
}

/** As it is named where it is shown: `https://hub.docker.com/r/grafana/grafana` is `grafana/grafana`. */
function imageOfAddress(image: string): string {
  const [, official, other] = /^(?:https?:\/\/)?hub\.docker\.com\/(?:_\/([^/?#]+)|r\/([^/?#]+\/[^/?#]+))/.exec(image) ?? [];
  return official ?? other ?? image.replace(/^docker:\/\//, '');
}

function sort(named: readonly NamedImage[]): Found {
  const images: NamedImage[] = [];
  const unresolved: NamedImage[] = [];
  for (const { line, image: written } of named) {
    const image = substituteDefaults(written);
    if (/\$|\{\{/.test(image)) unresolved.push({ line, image: written });
    else images.push({ line, image });
  }
  return { images, unresolved };
}

function linesOf(text: string): readonly { readonly line: number; readonly text: string }[] {
  return text.split(/\r?\n/).map((written, index) => ({ line: index + 1, text: written }));
}
