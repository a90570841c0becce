// What `npm run bench -- ...` may say.
import { parseArgs } from 'node:util';

export interface CommandLine {
  /** Names of rows; none: all but the soak. */
  readonly names: readonly string[];
  /** Of the soak. */
  readonly minutes: number;
  readonly isWritingDocs: boolean;
}

export const soakMinutes = 10;

/** @throws Error with a sentence for the person */
export function parseCommandLine(parameters: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    allowPositionals: true,
    options: { minutes: { type: 'string', default: String(soakMinutes) }, 'write-docs': { type: 'boolean', default: false } },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= 24 * 60)) throw new Error(`--minutes ${values.minutes}: write a number of minutes, at most a day`);
  return { names: positionals, minutes, isWritingDocs: values['write-docs'] };
}
