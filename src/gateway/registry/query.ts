// The query of a registry request: the few parameters that the distribution spec and containerd know, checked.
import { RegistryError } from '../../core/distribution/error.ts';
import { parseMediaType } from '../../core/distribution/media-type.ts';

export interface RegistryQuery {
  /** The registry that a client takes this gateway for a mirror of. */
  readonly ns?: string;
  /** The most tags that a page is to hold. */
  readonly n?: number;
  /** The tag after which a page is to begin. */
  readonly last?: string;
  readonly artifactType?: string;
}

const none: RegistryQuery = {};
/** More tags than this come in further pages. */
const pageTagsMax = 1000;
const tagGrammar = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/**
 * Reads `text`, the query without its question mark. Unknown parameters are ignored.
 * @throws RegistryError with status 400 for a parameter that is malformed or given twice
 */
export function parseQuery(text: string): RegistryQuery {
  if (text === '') return none;
  const parameters = new URLSearchParams(text);
  const read = (name: string): string | undefined => {
    const values = parameters.getAll(name);
    // containerd repeats what an address of ours has already.
    if (values.length > 1 && !(name === 'ns' && values.every((value) => value === values[0]))) throw malformed(`query parameter ${name} is given more than once: send it once`);
    return values[0];
  };
  const ns = read('ns');
  const n = readCount(read('n'));
  const last = read('last');
  const artifactType = read('artifactType');
  if (last !== undefined && last !== '' && !tagGrammar.test(last)) throw malformed('query parameter last is not a tag: send the last tag of the page before');
  if (artifactType !== undefined && parseMediaType(artifactType) === undefined) throw malformed('query parameter artifactType is not a media type: send one such as application/spdx+json');
  return {
    ...(ns === undefined ? {} : { ns }),
    ...(n === undefined ? {} : { n }),
    ...(last === undefined || last === '' ? {} : { last }),
    ...(artifactType === undefined ? {} : { artifactType }),
  };
}

function readCount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,9}$/.test(text)) throw malformed('query parameter n is not a number: send how many tags a page is to hold');
  return Math.min(Number(text), pageTagsMax);
}

function malformed(message: string): RegistryError {
  return new RegistryError('UNSUPPORTED', message, { status: 400 });
}
