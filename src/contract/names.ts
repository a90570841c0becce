// Names that the policy must be able to read, checked where they come in, so that every wrong one is told at once.
import { z } from 'zod';
import { InvalidPattern, parseNamespace, parsePattern } from '../core/image/pattern.ts';
import { InvalidImageReference, dockerHub, parseReference } from '../core/image/reference.ts';
import { normalizeRegistryAddress } from '../core/policy/registry-address.ts';

const nameCharactersMax = 512;

/** `someuser/custom-image`, `someuser/*`, `ghcr.io/owner/*`. */
export const repositoryPattern = z.string().max(nameCharactersMax).check(readableBy(parsePattern));

const officialIsTaken = 'library holds the official images and is nobody\'s: see allow_official_images';

/** `acme-labs`, or `ghcr.io/acme` at another registry. */
export const namespace = z
  .string()
  .max(nameCharactersMax)
  .check(readableBy(parseNamespace))
  .refine((text) => !isOfficial(text), officialIsTaken);

/** A namespace of Docker Hub alone. */
export const dockerHubNamespace = z
  .string()
  .max(nameCharactersMax)
  .check(readableBy(parseDockerHubNamespace))
  .refine((text) => !isOfficial(text), officialIsTaken);

/** `ghcr.io`, `https://registry.example.com:5000`. */
export const registryAddress = z
  .string()
  .max(nameCharactersMax)
  .refine((text) => normalizeRegistryAddress(text) !== undefined, 'must be host or host:port, such as ghcr.io')
  .refine((text) => normalizeRegistryAddress(text) !== dockerHub, 'is Docker Hub, the standard registry DockerHub: set it there');

/** `nginx:1.27`, `ghcr.io/owner/image@sha256:...`. */
export const imageReference = z.string().max(4096).check(readableBy(parseReference));

function isOfficial(text: string): boolean {
  return /^(?:docker\.io\/|index\.docker\.io\/)?library$/.test(text);
}

function parseDockerHubNamespace(text: string): void {
  if (parseNamespace(text).registry !== dockerHub) throw new InvalidPattern('namespace');
}

function readableBy(parse: (text: string) => unknown): z.core.CheckFn<string> {
  return (context) => {
    try {
      parse(context.value);
    } catch (error) {
      if (!(error instanceof InvalidPattern || error instanceof InvalidImageReference)) throw error;
      context.issues.push({ code: 'custom', continue: true, input: context.value, message: `\`${context.value.slice(0, 100)}\`: ${error.message}` });
    }
  };
}
