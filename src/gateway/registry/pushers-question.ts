// "Do you have this already?": what clients ask before they push, of repositories too that they may push to and not pull from.
import { acceptedManifests } from '../../core/distribution/media-type.ts';
import { UpstreamError } from '../../upstream/error.ts';
import type { Permitted } from '../enforce.ts';
import { isTokenTooNarrow } from '../token-too-narrow.ts';
import { errorAnswer, permittedCaching } from './answer.ts';
import type { Answer } from './answer.ts';
import { answerUnforeseen, contextOf, referenceOf, settled } from './arrival.ts';
import type { Arrival } from './arrival.ts';
import { challengeAnswer, denialAnswer } from './denial.ts';
import type { Reading } from './reading.ts';
import type { RegistryDoorOptions } from './registry-door-options.ts';
import { answerUpstreamFailure } from './upstream-failure.ts';

/**
 * The answer as who pushes gets it; undefined where nobody said that this is about pushing. Whether a pull would be permitted was asked before: who
 * may pull gets a puller's answer, so that no pull fares worse for a token that was asked for more.
 */
export async function answerExistence(options: RegistryDoorOptions, arrival: Arrival, reading: Reading): Promise<Answer | undefined> {
  const { endpoint, method, token } = reading;
  if (method !== 'HEAD' || (endpoint.kind !== 'manifest' && endpoint.kind !== 'blob') || token.pushes?.includes(endpoint.name) !== true) return undefined;
  const target = { ...reading.target, actions: ['pull', 'push'] };
  const resource = { ...reading.resource, ...referenceOf(endpoint) };
  const verdict = options.enforce({ token, action: 'push', resource, endpoint: endpoint.kind, context: contextOf(arrival, options.now()) });
  if (verdict.kind === 'gone') return undefined;
  if (verdict.kind === 'deny') {
    // To a HEAD's refusal podman, buildah and skopeo have no words; to that of the upload, which comes next and is recorded, they have.
    if (endpoint.kind === 'blob') return errorAnswer('BLOB_UNKNOWN', verdict.message);
    return settled(denialAnswer(verdict.message, target), { verdict, arrival });
  }
  const answer = await describe(options, arrival, { endpoint, verdict }).catch((error: unknown) => {
    if (isTokenTooNarrow(error)) return challengeAnswer(error.message, { ...target, error: 'insufficient_scope' });
    if (!(error instanceof UpstreamError)) return answerUnforeseen(error, { log: options.log, arrival });
    return answerUpstreamFailure(error, { endpoint: endpoint.kind, resource, target });
  });
  return settled(answer, { verdict, arrival });
}

interface Described {
  readonly endpoint: Extract<Reading['endpoint'], { kind: 'manifest' | 'blob' }>;
  readonly verdict: Permitted;
}

async function describe({ push }: RegistryDoorOptions, { client }: Arrival, { endpoint, verdict: permit }: Described): Promise<Answer> {
  const signal = client.signal();
  switch (endpoint.kind) {
    case 'blob': {
      const { size } = await push.describeBlob({ permit, digest: endpoint.digest, signal });
      return { status: 200, headers: headersOf({ digest: endpoint.digest, mediaType: 'application/octet-stream', ...(size === undefined ? {} : { size }) }) };
    }
    case 'manifest':
      return { status: 200, headers: headersOf(await push.describeManifest({ permit, reference: endpoint.reference, accept: acceptedManifests, signal })) };
  }
}

function headersOf({ digest, mediaType, size }: { readonly digest: string; readonly mediaType: string; readonly size?: number }): Answer['headers'] {
  return { 'content-type': mediaType, ...(size === undefined ? {} : { 'content-length': size }), 'docker-content-digest': digest, etag: `"${digest}"`, 'cache-control': permittedCaching };
}
