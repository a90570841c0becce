// What a record is called: the image as people write it, and who asked.
import type { Answer } from '../../api/operation-types.ts';

export type Pull = Answer<'listPulls'>['pulls'][number];

const hub = 'docker.io';
const digestCharactersShown = 'sha256:'.length + 12;

/** `grafana/grafana`, or `ghcr.io/owner/image` of another registry. */
export function repositoryName({ registry, repository }: Pick<Pull, 'registry' | 'repository'>): string {
  return registry === hub ? repository : `${registry}/${repository}`;
}

/** With its tag, or the beginning of its digest where none was named: as the command line shows it. */
export function imageName(pull: Pick<Pull, 'registry' | 'repository' | 'tag' | 'digest'>): string {
  const { tag, digest } = pull;
  const name = repositoryName(pull);
  if (tag !== null) return `${name}:${tag}`;
  return digest === null ? name : `${name}@${digest.slice(0, digestCharactersShown)}`;
}

/** What can be checked and pulled again: the digest alone only where no tag was named, and then whole. */
export function imageReference(pull: Pick<Pull, 'registry' | 'repository' | 'tag' | 'digest' | 'endpoint'>): string {
  const { tag, digest, endpoint } = pull;
  const name = repositoryName(pull);
  if (tag !== null) return `${name}:${tag}`;
  return digest === null || endpoint !== 'manifest' ? name : `${name}@${digest}`;
}

/** Null is nobody. */
export function personName({ subject_kind: kind, subject_name: name }: Pick<Pull, 'subject_kind' | 'subject_name'>): string {
  switch (kind) {
    case 'user':
      return name ?? 'unknown';
    case 'organization-token':
      return `${name ?? 'organization'} (access token)`;
    case 'anonymous':
      return 'nobody signed in';
  }
}

/** What of the image was asked for. */
export const endpointTexts = {
  manifest: 'The image (manifest)',
  blob: 'A layer or configuration (blob)',
  tags: 'The list of tags',
  referrers: 'The list of referrers, such as signatures',
} as const satisfies Record<Pull['endpoint'], string>;

/** `docker/27.3.1` of a long user agent. */
export function clientName(userAgent: string): string {
  return userAgent === '' ? 'unknown' : (userAgent.split(' ', 1)[0] ?? userAgent);
}
