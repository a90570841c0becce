// What can go wrong when the admin API is asked, as one error that pages can show.
import type { components } from './schema.d.ts';

interface FailureDetails {
  readonly status: number;
  readonly fields?: Failure['fields'];
  readonly retryAfterSeconds?: number | undefined;
  readonly needsSecondFactor?: boolean;
  readonly singleSignOnOf?: string | undefined;
}

/** `status` 0: no answer came, the server or the network is away. `fields`: every problem of a 400, by field (`restricted_images.mode`). */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly status: number;
  readonly fields: Readonly<Record<string, readonly string[]>>;
  /** Seconds that a 429 or 503 asks to wait; undefined: it did not say. */
  readonly retryAfterSeconds: number | undefined;

  /** Of a sign-in: the password was right, and a code is to follow. */
  readonly needsSecondFactor: boolean;

  /** Of a sign-in with a password where that is off: the organization whose single sign-on is to be used. */
  readonly singleSignOnOf: string | undefined;

  constructor(message: string, { status, fields = {}, retryAfterSeconds, needsSecondFactor = false, singleSignOnOf }: FailureDetails) {
    super(message);
    this.status = status;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
    this.needsSecondFactor = needsSecondFactor;
    this.singleSignOnOf = singleSignOnOf;
  }
}

/** Anything that was thrown, as a failure: what is none of the API's is a fault of the console. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  return new Failure(error instanceof Error ? error.message : 'something went wrong in the console: load the page again', { status: -1 });
}

/** Of an answer of 400 and above. */
export async function readFailure(response: Response): Promise<Failure> {
  const body: unknown = await response.clone().json().catch(() => undefined);
  const { detail, fields, login_2fa_token: halfSignIn, single_sign_on_organization: singleSignOnOf } = typeof body === 'object' && body !== null ? (body as Partial<components['schemas']['Problem']>) : {};
  const message = typeof detail === 'string' && detail !== '' ? detail : `the server answered ${response.status}: try again`;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new Failure(message, { status: response.status, ...(fields && { fields }), retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined, needsSecondFactor: halfSignIn !== undefined, singleSignOnOf });
}

/** True where another owner changed the same in between: what was sent with If-Match was not done. */
export function isConflict(error: unknown): boolean {
  return error instanceof Failure && error.status === 412;
}
