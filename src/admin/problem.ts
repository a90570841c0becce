// The problems that the admin API answers with, as values to throw, in the one body that Docker Hub's clients can read.
import type { Problem } from '../contract/problem.ts';
import type { ScimType } from '../contract/scim.ts';

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 429 | 500 | 503;

/** Problems by field: `restricted_images.mode`, or `body` for the whole. */
export type FieldProblems = Readonly<Record<string, readonly string[]>>;

export interface ProblemExtras {
  readonly fields?: FieldProblems;
  readonly headers?: Readonly<Record<string, string>>;
  /** What SCIM calls it, where the route is SCIM's. */
  readonly scimType?: ScimType;
  /** Where clients look for Docker Hub's own words in `detail`; else it is the sentence. */
  readonly detail?: string;
  /** Where a person's browser begins again: a path of this server. Shown where the problem is a page. */
  readonly beginAgainAt?: string;
  /** What a code is to be sent with. */
  readonly login2faToken?: string;
  /** The organization whose single sign-on is to be used instead of a password. */
  readonly singleSignOnOf?: string;
}

/** Stops an operation; the server turns it into the answer. `sentence` is what the caller reads. */
export class ProblemError extends Error {
  readonly status: ProblemStatus;
  readonly extras: ProblemExtras;

  constructor(status: ProblemStatus, sentence: string, extras: ProblemExtras = {}) {
    super(sentence);
    this.name = 'ProblemError';
    this.status = status;
    this.extras = extras;
  }
}

/** Something is not there, or not for this caller: which of the two is never told. */
export function notFound(what: string): ProblemError {
  return new ProblemError(404, `${what} not found`);
}

/** Every problem of a request at once. */
export function invalidRequest(fields: FieldProblems): ProblemError {
  return new ProblemError(400, problemText(fields), { fields });
}

/**
 * The body of an answer. Docker's Terraform provider takes any error whose text contains `not found` for an absent
 * object and drops it from its state, so a 404 always says it and no other problem does, even when it echoes the caller.
 */
export function problemBody({ status, message, extras }: ProblemError): Problem {
  const fit = (text: string): string => (status === 404 ? text : text.replace(/not(\s+)found/gi, 'not-found'));
  const { fields, detail = message, login2faToken, singleSignOnOf } = extras;
  return {
    detail: fit(detail),
    message: fit(message),
    ...(login2faToken === undefined ? {} : { login_2fa_token: login2faToken }),
    ...(singleSignOnOf === undefined ? {} : { single_sign_on_organization: singleSignOnOf }),
    ...(fields === undefined
      ? {}
      : {
          fields: Object.fromEntries(Object.entries(fields).map(([field, problems]) => [fit(field), problems.map(fit)])),
          text: fit(problemText(fields)),
        }),
  };
}

function problemText(fields: FieldProblems): string {
  return Object.entries(fields)
    .flatMap(([field, problems]) => problems.map((problem) => `${field}: ${problem}`))
    .join('; ');
}
