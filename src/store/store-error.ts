// What a store tells whoever opened or used it, by code, so that the caller can act on it without reading sentences.

export type StoreErrorCode =
  | 'newer-version' // written by a later Pullgate
  | 'not-a-database'
  | 'foreign-database' // a database of another program
  | 'damaged'
  | 'unreachable' // missing folder, missing permission
  | 'wrong-secret-key'
  | 'malformed-secret-key'
  | 'malformed-row' // a stored value that this version cannot read
  | 'busy'
  | 'disk-full'
  | 'disk-failed'
  | 'worker-name-taken';

/** A failure of a store. The message is one sentence that says what to do next, and holds no secret. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
