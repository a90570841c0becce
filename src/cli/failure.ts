// What ends a command with exit code 2: a sentence that says what to do.

interface FailureDetails {
  /** One line each, printed below the sentence: every problem of a file or a request. */
  readonly problems?: readonly string[];
  /** HTTP status, when the server refused. */
  readonly status?: number;
  /** What a code is to be sent with, where the password was right and is not enough. */
  readonly login2faToken?: string | undefined;
  /** The failure that this one explains. */
  readonly cause?: unknown;
}

/** A failure told to the person at the terminal. `message` is one line: lower case, no full stop, no secret. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly problems: readonly string[];
  readonly status: number | undefined;
  readonly login2faToken: string | undefined;

  constructor(message: string, details: FailureDetails = {}) {
    super(message, { cause: details.cause });
    this.problems = details.problems ?? [];
    this.status = details.status;
    this.login2faToken = details.login2faToken;
  }
}

/** The text for stderr: the sentence, and one indented line for each problem. */
export function formatFailure(failure: unknown): string {
  if (!(failure instanceof Error)) return `pullgate: ${String(failure)}`;
  const problems = failure instanceof CliFailure ? failure.problems : [];
  return [`pullgate: ${failure.message}`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}
