// Errors as data: what one process throws, the other throws again, with every field that a catcher may look at.
import { RegistryError } from '../core/distribution/error.ts';
import type { RegistryErrorCode } from '../core/distribution/error.ts';
import { StorageFailed, UpstreamError } from '../gateway/cache/content-source.port.ts';
import type { UpstreamErrorDetails } from '../gateway/cache/content-source.port.ts';
import { StartRefused } from './start-refused.ts';

interface Origin {
  /** Where it was thrown, for the log. */
  readonly stack?: string;
  readonly cause?: CarriedError;
}

export type CarriedError = Origin &
  (
    | { readonly kind: 'upstream'; readonly details: Omit<UpstreamErrorDetails, 'cause'> }
    | { readonly kind: 'registry'; readonly code: RegistryErrorCode; readonly status: number; readonly message: string; readonly detail?: unknown }
    | { readonly kind: 'storage'; readonly message: string }
    | { readonly kind: 'start-refused'; readonly message: string }
    | { readonly kind: 'other'; readonly name: string; readonly message: string; readonly code?: string }
  );

/** Causes of causes beyond this are left out. */
const causesMax = 4;

export function carryError(error: unknown, depth = 0): CarriedError {
  if (!(error instanceof Error)) return { kind: 'other', name: 'Error', message: String(error) };
  const origin: Origin = {
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined || depth === causesMax ? {} : { cause: carryError(error.cause, depth + 1) }),
  };
  const { message } = error;
  if (error instanceof UpstreamError) return { kind: 'upstream', details: detailsOf(error), ...origin };
  if (error instanceof RegistryError) return { kind: 'registry', code: error.code, status: error.status, message, detail: error.detail, ...origin };
  if (error instanceof StorageFailed) return { kind: 'storage', message, ...origin };
  if (error instanceof StartRefused) return { kind: 'start-refused', message, ...origin };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  return { kind: 'other', name: error.name, message, ...code, ...origin };
}

export function rebuildError(carried: CarriedError): Error {
  const error = rebuild(carried, carried.cause === undefined ? {} : { cause: rebuildError(carried.cause) });
  if (carried.stack !== undefined) error.stack = carried.stack;
  return error;
}

function rebuild(carried: CarriedError, options: { readonly cause?: Error }): Error {
  switch (carried.kind) {
    case 'upstream':
      return new UpstreamError({ ...carried.details, ...options });
    case 'registry':
      return new RegistryError(carried.code, carried.message, { status: carried.status, detail: carried.detail, ...options });
    case 'storage':
      return new StorageFailed(carried.message, options);
    case 'start-refused':
      return new StartRefused(carried.message, options);
    case 'other': {
      const error = new Error(carried.message, options);
      error.name = carried.name;
      return carried.code === undefined ? error : Object.assign(error, { code: carried.code });
    }
  }
}

function detailsOf(error: UpstreamError): Omit<UpstreamErrorDetails, 'cause'> {
  const { kind, registry, problem, status, upstreamCode, upstreamMessage, retryAfterSeconds, isTransient } = error;
  return {
    kind,
    registry,
    problem,
    isTransient,
    ...(status === undefined ? {} : { status }),
    ...(upstreamCode === undefined ? {} : { upstreamCode }),
    ...(upstreamMessage === undefined ? {} : { upstreamMessage }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
