// The error codes of the distribution spec, each with its HTTP status, and the body that carries them.

/**
 * OCI distribution spec 1.1, "Error codes", and the further codes that Docker's registry API has used since
 * (`TAG_INVALID`, `RANGE_INVALID`, `UNAVAILABLE`, `UNKNOWN`).
 */
export const registryErrorStatus = {
  BLOB_UNKNOWN: 404,
  BLOB_UPLOAD_INVALID: 400,
  BLOB_UPLOAD_UNKNOWN: 404,
  DIGEST_INVALID: 400,
  MANIFEST_BLOB_UNKNOWN: 404,
  MANIFEST_INVALID: 400,
  MANIFEST_UNKNOWN: 404,
  NAME_INVALID: 400,
  NAME_UNKNOWN: 404,
  SIZE_INVALID: 400,
  TAG_INVALID: 400,
  UNAUTHORIZED: 401,
  DENIED: 403,
  UNSUPPORTED: 405,
  TOOMANYREQUESTS: 429,
  RANGE_INVALID: 416,
  UNAVAILABLE: 503,
  UNKNOWN: 500,
} as const satisfies Record<string, number>;

export type RegistryErrorCode = keyof typeof registryErrorStatus;

/** A failure that a registry endpoint answers with an error body. `status` is the HTTP status: the code's own unless told otherwise. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly code: RegistryErrorCode;
  readonly status: number;
  readonly detail: unknown;

  constructor(code: RegistryErrorCode, message: string, options: { readonly detail?: unknown; readonly status?: number; readonly cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.status = options.status ?? registryErrorStatus[code];
    this.detail = options.detail;
  }
}

/** Whether `text` is one of the codes above. */
export function isRegistryErrorCode(text: string): text is RegistryErrorCode {
  return Object.hasOwn(registryErrorStatus, text);
}

/** The JSON body of an error answer (OCI distribution spec 1.1, "Error codes"): `{"errors":[{code, message, detail?}]}` and a newline. */
export function registryErrorBody(code: RegistryErrorCode, message: string, detail?: unknown): string {
  return `${JSON.stringify({ errors: [{ code, message, ...(detail === undefined ? {} : { detail }) }] })}\n`;
}
