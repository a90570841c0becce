// The one place where the command line reads the process environment.
import { homedir } from 'node:os';
import { join } from 'node:path';

export interface Environment {
  /** PULLGATE_SERVER */
  readonly server: string | undefined;
  /** PULLGATE_USERNAME */
  readonly username: string | undefined;
  /** PULLGATE_PASSWORD: a password or a personal access token. */
  readonly password: string | undefined;
  /** Where the login is stored: $XDG_CONFIG_HOME/pullgate, ~/.config/pullgate where that is unset. */
  readonly configFolder: string;
  /** False with a NO_COLOR that is not empty (no-color.org) and on a dumb terminal. */
  readonly allowsColours: boolean;
  /** All of it: what a program that a command starts inherits. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Reads what the command line takes from the environment; an empty variable counts as unset. */
export function readEnvironment(): Environment {
  const read = (name: string): string | undefined => {
    const value = process.env[name];
    return value === undefined || value === '' ? undefined : value;
  };
  return {
    server: read('PULLGATE_SERVER'),
    username: read('PULLGATE_USERNAME'),
    password: read('PULLGATE_PASSWORD'),
    configFolder: join(read('XDG_CONFIG_HOME') ?? join(homedir(), '.config'), 'pullgate'),
    allowsColours: read('NO_COLOR') === undefined && read('TERM') !== 'dumb',
    variables: process.env,
  };
}
