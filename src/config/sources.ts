// Where settings come from, besides the file and the defaults.

export interface ConfigSources {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a whole text file; throws when it cannot. */
  readonly readText: (path: string) => string;
}

/** Sets one setting; `origin` is the flag or variable that a problem will name. */
export type SetSetting = (path: readonly string[], value: unknown, origin: string) => void;
