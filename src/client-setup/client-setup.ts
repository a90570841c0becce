// What somebody is told who sets a client up: files, the commands that apply them, and the way back.
import type { SetupFacts } from './facts.ts';
import { shellWord } from './quote.ts';

export interface SetupFile {
  /** Where it goes: absolute, `C:\...` on Windows; relative when it may stand anywhere, for a command to read. */
  readonly path: string;
  readonly mode: '0644' | '0755';
  /** With its line ends; Windows's are CR LF. */
  readonly content: string;
  readonly purpose: string;
  /** True: the file may be there and hold more; then this is to be added to it. */
  readonly isPart: boolean;
}

/** A line for a shell (on Windows: PowerShell), ready to be pasted. */
export interface SetupCommand {
  readonly line: string;
  readonly purpose: string;
}

/** What is made for one client. */
export interface SetupTexts {
  readonly files: readonly SetupFile[];
  readonly commands: readonly SetupCommand[];
  /** Everything that takes the setup away again. */
  readonly undo: readonly SetupCommand[];
  readonly notes: readonly string[];
}

export interface SetupChoice {
  readonly os: string;
  readonly variant: string;
}

/** One way to set a client up. */
export interface SetupVariant {
  /** One line about it. */
  readonly summary: string;
  /** The systems it is for, where it is not for all of the client's. */
  readonly systems?: readonly string[];
}

/** A client that texts are made for. Who names none gets the first system, and the first variant for it. */
export interface SetupClient {
  /** One line for the list of clients. */
  readonly summary: string;
  readonly systems: readonly [string, ...string[]];
  /** By name. */
  readonly variants: Readonly<Record<string, SetupVariant>>;
  /** @throws SetupObstacle when the server has not what it takes */
  readonly make: (facts: SetupFacts, choice: SetupChoice) => SetupTexts;
}

/** A file that is wholly this setup's own. */
export function ownFile(file: Pick<SetupFile, 'path' | 'content' | 'purpose'> & { readonly mode?: SetupFile['mode'] }): SetupFile {
  return { mode: '0644', ...file, isPart: false };
}

/** A file that others write to as well. */
export function partOfFile(file: Pick<SetupFile, 'path' | 'content' | 'purpose'>): SetupFile {
  return { mode: '0644', ...file, isPart: true };
}

/** `sudo rm -f` of the files that are wholly the setup's own. Several clients of one machine share the certificate: it goes with the last of them. */
export function removeFiles(files: readonly SetupFile[]): SetupCommand {
  const own = files.filter(({ isPart }) => !isPart).map(({ path }) => shellWord(path));
  const isShared = own.some((path) => path.endsWith('/pullgate.crt'));
  const what = own.length === 1 ? 'removes the file' : 'removes the files';
  return { line: `sudo rm -f ${own.join(' ')}`, purpose: isShared ? `${what}; leave pullgate.crt where it is while another client of this machine needs it` : what };
}
