// One failure of each kind that crosses between processes, for both of them to make.
import { RegistryError } from '../../src/core/distribution/error.ts';
import { StorageFailed } from '../../src/gateway/cache/storage-failed.ts';
import { UpstreamError } from '../../src/upstream/error.ts';
import { StartRefused } from '../../src/workers/start-refused.ts';

export const failures: readonly (() => Error)[] = [
  () => new UpstreamError({ kind: 'rate-limited', registry: 'docker.io', problem: 'limits pulls', status: 429, upstreamCode: 'TOOMANYREQUESTS', upstreamMessage: 'slow down', retryAfterSeconds: 7, isTransient: true, cause: new Error('the cause') }),
  () => new UpstreamError({ kind: 'unavailable', registry: 'ghcr.io', problem: 'cannot be reached' }),
  () => new RegistryError('NAME_UNKNOWN', 'no such registry', { detail: { name: 'x' }, status: 499 }),
  () => new StorageFailed('disk is full', { cause: Object.assign(new Error('no space'), { code: 'ENOSPC' }) }),
  () => new StartRefused('the port is taken'),
  () => Object.assign(new TypeError('odd'), { code: 'ERR_ODD' }),
];
