// Which images are tried: the server's policy says now what of them may be pulled, so that a canary that comes through proves something.
import { checkResponse } from '../../contract/check.ts';
import type { CheckResult } from '../../contract/check.ts';
import { pathOf, paths } from '../../contract/paths.ts';
import { settings } from '../../contract/settings.ts';
import { parseReference } from '../../core/image/reference.ts';
import type { ImageReference } from '../../core/image/reference.ts';
import type { ApiClient } from '../api-client.ts';
import { CliFailure } from '../failure.ts';

/** A community repository that nobody has. */
export const defaultRefused = 'pullgate-doctor/refused';
/** A community image of 125 bytes that has been there for ten years. */
export const defaultExisting = 'tianon/true';
export const defaultAllowed = 'library/hello-world';
/** The largest public registries besides Docker Hub, and a mirror of Docker Hub that answers everybody. */
export const defaultRegistries: readonly string[] = ['ghcr.io', 'quay.io', 'mirror.gcr.io'];

const allowlistEntriesMax = 20;

export interface CanaryOptions {
  readonly allowed?: string;
  readonly refused?: string;
  readonly existing?: string;
  /** Registries besides Docker Hub. */
  readonly registries: readonly string[];
  /** Who is signed in at the clients; the caller when left out. */
  readonly user?: string;
}

export interface Canaries {
  readonly allowed: ImageReference;
  readonly refused: ImageReference;
  /** Refused as well, and there on Docker Hub: a client that prints only what its mirror said shows by pulling it that it went on. */
  readonly existing?: ImageReference;
  /** An image at each other registry that the policy refuses there. */
  readonly elsewhere: readonly ImageReference[];
  /** Other registries whose images the policy permits: reached past the gateway, they leave no record. */
  readonly permittedRegistries: readonly string[];
}

interface Asked {
  readonly api: ApiClient;
  readonly organization: string;
}

/** Chooses them. Throws CliFailure, saying how to make it provable, when the policy refuses or allows none of them. */
export async function chooseCanaries({ api, organization }: Asked, options: CanaryOptions): Promise<Canaries> {
  const refused = options.refused ?? defaultRefused;
  const existing = options.existing ?? defaultExisting;
  const candidates = options.allowed === undefined ? [defaultAllowed, ...(await exactAllowlist(api, organization))] : [options.allowed];
  const elsewhere = options.registries.map((registry) => `${registry}/${defaultRefused}`);
  const body = { images: [refused, existing, ...candidates, ...elsewhere], ...(options.user === undefined ? {} : { username: options.user }) };
  const { results } = await api.call({ method: 'POST', path: pathOf(paths.check, { org: organization }), body, answer: checkResponse });
  const [first, second, ...others] = results;
  if (first === undefined || results.length !== body.images.length) throw new CliFailure(`${api.server} checked ${results.length} images of ${body.images.length}: use the server's own version of pullgate`);
  if (!isRefused(first)) throw new CliFailure(explainUnprovable(first, organization));
  const allowed = others.slice(0, candidates.length).find(({ effect }) => effect === 'permit');
  if (allowed === undefined) throw new CliFailure(`the policy of ${organization} allows none of ${candidates.join(', ')}: name an image that it allows with --allowed`);
  const there = others.slice(candidates.length);
  return {
    allowed: parseReference(allowed.image),
    refused: parseReference(refused),
    ...(second !== undefined && isRefused(second) ? { existing: parseReference(existing) } : {}),
    elsewhere: there.filter(isRefused).map(({ image }) => parseReference(image)),
    permittedRegistries: there.filter((result) => !isRefused(result)).map(({ registry }) => registry),
  };
}

function isRefused({ effect, enforced }: CheckResult): boolean {
  return effect === 'deny' && enforced;
}

/** Entries of the allowlist that name one image of Docker Hub. */
async function exactAllowlist(api: ApiClient, organization: string): Promise<readonly string[]> {
  const { restricted_images: images } = await api.call({ method: 'GET', path: pathOf(paths.settings, { org: organization }), answer: settings });
  return images.allowlist.repositories.filter((entry) => !entry.includes('*')).slice(0, allowlistEntriesMax);
}

function explainUnprovable({ image, rule, effect }: CheckResult, organization: string): string {
  const nothing = `nothing can be proven: ${image} may be pulled`;
  if (effect === 'deny') return `${nothing}, because the policy of ${organization} only records: run pullgate policy set --mode enforce`;
  if (rule === 'owner') return `${nothing}, because an owner of ${organization} may pull everything: sign in at the clients as a member, and name that member with --user`;
  if (rule === 'image-access-off') return `${nothing}, because image access of ${organization} is off: run pullgate policy set --enabled`;
  return `${nothing} by the policy of ${organization} (rule ${rule}): name an image that it refuses with --refused (pullgate image check says which)`;
}
