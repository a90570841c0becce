// The query of a request that uploads: what the bytes are, and where they may be had instead.
import { InvalidDigest, parseDigest } from '../../core/image/digest.ts';
import type { Digest } from '../../core/image/digest.ts';
import { RegistryError } from '../../core/distribution/error.ts';
import { isRepositoryName, repositoryCharactersMax } from '../../core/image/grammar.ts';

export interface UploadQuery {
  /** What all of the bytes together are. */
  readonly digest?: Digest;
  readonly mount?: Digest;
  /** The name of the repository to mount from, as the client knows it. */
  readonly from?: string;
}

/**
 * Reads `text`, the query without its question mark. Unknown parameters are ignored.
 * @throws RegistryError DIGEST_INVALID, NAME_INVALID
 */
export function parseUploadQuery(text: string): UploadQuery {
  const parameters = new URLSearchParams(text);
  const digest = readDigest(parameters, 'digest');
  const mount = readDigest(parameters, 'mount');
  const from = parameters.get('from') ?? undefined;
  if (from !== undefined && (from.length > repositoryCharactersMax || !isRepositoryName(from))) throw new RegistryError('NAME_INVALID', 'query parameter from is not a repository name: send the one that has the blob');
  return { ...(digest === undefined ? {} : { digest }), ...(mount === undefined ? {} : { mount }), ...(from === undefined ? {} : { from }) };
}

function readDigest(parameters: URLSearchParams, name: string): Digest | undefined {
  const values = parameters.getAll(name);
  if (values.length > 1) throw new RegistryError('DIGEST_INVALID', `query parameter ${name} is given more than once: send it once`);
  const [text] = values;
  if (text === undefined) return undefined;
  try {
    return parseDigest(text);
  } catch (error) {
    if (!(error instanceof InvalidDigest)) throw error;
    throw new RegistryError('DIGEST_INVALID', error.message);
  }
}
