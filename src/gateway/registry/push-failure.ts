// Tells a client that upstream did not take what was pushed: in upstream's own words, and under its own code where it has one that clients know.
import { isRegistryErrorCode, registryErrorStatus } from '../../core/distribution/error.ts';
import type { RegistryErrorCode } from '../../core/distribution/error.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import type { UpstreamError } from '../../upstream/error.ts';
import { errorAnswer } from './answer.ts';
import type { Answer } from './answer.ts';
import { denialAnswer } from './denial.ts';
import type { ChallengeTarget } from './denial.ts';
import type { WriteOperation } from './write-operation.ts';
import { resourceName } from './resource-name.ts';

export interface FailedWrite {
  readonly operation: WriteOperation;
  readonly resource: Resource;
  readonly target: ChallengeTarget;
}

/** What upstream did not do; the sentence begins with `upstream REGISTRY`. */
const undone = {
  'start-upload': 'take the upload to',
  'upload-state': 'tell of the upload to',
  'send-chunk': 'take the upload to',
  'finish-upload': 'take the upload to',
  'cancel-upload': 'give up the upload to',
  'put-manifest': 'take',
  'delete-manifest': 'delete',
  'delete-blob': 'delete',
} as const satisfies Record<WriteOperation['kind'], string>;

/** Of a 404. */
const unknownCodes = {
  'start-upload': 'NAME_UNKNOWN',
  'upload-state': 'BLOB_UPLOAD_UNKNOWN',
  'send-chunk': 'BLOB_UPLOAD_UNKNOWN',
  'finish-upload': 'BLOB_UPLOAD_UNKNOWN',
  'cancel-upload': 'BLOB_UPLOAD_UNKNOWN',
  'put-manifest': 'NAME_UNKNOWN',
  'delete-manifest': 'MANIFEST_UNKNOWN',
  'delete-blob': 'BLOB_UNKNOWN',
} as const satisfies Record<WriteOperation['kind'], RegistryErrorCode>;

export function answerPushFailure(error: UpstreamError, { operation, resource, target }: FailedWrite): Answer {
  const { registry, kind, status = 0, retryAfterSeconds, upstreamCode = '', upstreamMessage } = error;
  const wanted = `${undone[operation.kind]} ${resourceName(resource)}`;
  const says = (text: string): string => `upstream ${registry} ${text}${upstreamMessage === undefined ? '' : ` (${registry} says: ${upstreamMessage})`}`;
  const headers = retryAfterSeconds === undefined ? {} : { headers: { 'retry-after': String(Math.ceil(retryAfterSeconds)) } };
  switch (kind) {
    case 'refused':
      return denialAnswer(says(`refused to ${wanted}: the gateway's account there may not, or there is no such repository`), target);
    case 'rate-limited':
      return errorAnswer('TOOMANYREQUESTS', says(`limits the rate and did not ${wanted}: try again later`), headers);
    case 'unavailable':
      return errorAnswer('UNAVAILABLE', says(`was away and did not ${wanted}: try again later`), { status: 503, ...headers });
    case 'timeout':
      return errorAnswer('UNAVAILABLE', says(`did not ${wanted} in time: try again later`), { status: 504, ...headers });
    case 'not-found':
    case 'range-not-satisfiable':
    case 'bad-response': {
      // What the client sent was wrong, and it knows best what to do about it.
      if (status < 400 || status >= 500) return errorAnswer('UNAVAILABLE', says(`answered with something unusable and did not ${wanted}: try again later`), { status: 502, ...headers });
      const ownCode = isRegistryErrorCode(upstreamCode) && isAboutContent(upstreamCode) ? upstreamCode : undefined;
      return errorAnswer(ownCode ?? codeFor(status, operation), says(`did not ${wanted}`), { status, ...headers });
    }
  }
}

/** Upstream's word must not be read as a refusal of ours, nor as the gateway's trouble. */
function isAboutContent(code: RegistryErrorCode): boolean {
  const usual = registryErrorStatus[code];
  return usual !== 401 && usual !== 403 && usual < 500;
}

function codeFor(status: number, { kind }: WriteOperation): RegistryErrorCode {
  switch (status) {
    case 404:
      return unknownCodes[kind];
    case 405:
      return 'UNSUPPORTED';
    case 413:
      return 'SIZE_INVALID';
    case 416:
      return 'BLOB_UPLOAD_INVALID';
    default:
      return kind === 'put-manifest' ? 'MANIFEST_INVALID' : 'BLOB_UPLOAD_INVALID';
  }
}
