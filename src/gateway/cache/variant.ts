// What a client accepts, as one short text: requests whose Accept means the same share what is known of a tag.
import { createHash } from 'node:crypto';
import { isManifestMediaType, mediaTypes } from '../../core/distribution/media-type.ts';
import type { ManifestMediaType } from '../../core/distribution/media-type.ts';

const letters = {
  [mediaTypes.ociManifest]: 'm',
  [mediaTypes.ociIndex]: 'i',
  [mediaTypes.ociArtifact]: 'a',
  [mediaTypes.dockerManifest]: 'd',
  [mediaTypes.dockerManifestList]: 'l',
} as const satisfies Record<ManifestMediaType, string>;

/** No registry answers with a manifest because of these: they stand in nearly every Accept. */
const sayNothing: ReadonlySet<string> = new Set(['*/*', 'application/*', 'application/json']);
const othersLengthMax = 200;

/**
 * The variant for the values of an Accept header: a letter for each known media type of a manifest, then whatever else is in it, sorted
 * (`ilmd`, `ilmd application/vnd.example+json`). A value with parameters counts as something else than the same without.
 */
export function variantOf(accept: readonly string[]): string {
  const known = new Set<string>();
  const others = new Set<string>();
  for (const value of accept) {
    const mediaType = value.trim().toLowerCase();
    if (isManifestMediaType(mediaType)) known.add(letters[mediaType]);
    else if (mediaType !== '' && !sayNothing.has(mediaType)) others.add(mediaType);
  }
  const letterText = [...known].sort().join('');
  if (others.size === 0) return letterText;
  const otherText = [...others].sort().join(',');
  return `${letterText} ${otherText.length <= othersLengthMax ? otherText : createHash('sha256').update(otherText).digest('hex')}`;
}

const indexLetters: readonly string[] = [letters[mediaTypes.ociIndex], letters[mediaTypes.dockerManifestList]];

/**
 * Whether what a tag names for one variant would have been the answer for another as well: the client must accept its type, and a manifest of one
 * platform must not stand in where the client would have been given an index.
 */
export function isAnswerFor(wanted: string, { variant, mediaType }: { readonly variant: string; readonly mediaType: string }): boolean {
  const [accepted, asked] = [knownLetters(wanted), knownLetters(variant)];
  if (!isManifestMediaType(mediaType) || !accepted.includes(letters[mediaType])) return false;
  return indexLetters.includes(letters[mediaType]) || indexLetters.every((letter) => !accepted.includes(letter) || asked.includes(letter));
}

function knownLetters(variant: string): string {
  return variant.split(' ', 1)[0] ?? '';
}
