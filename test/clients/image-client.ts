// What every client can do, so that one table of guarantees is run against all of them.
import type { CommandResult } from '../upstream/command.ts';

export interface Credentials {
  readonly username: string;
  readonly secret: string;
}

export interface ImageClient {
  readonly name: string;
  /** Its version as it prints it. */
  version(): Promise<string>;
  /** Signs in and keeps the sign-in; clients without such a command (ctr) return undefined and send it with each pull. */
  login(host: string, credentials: Credentials): Promise<CommandResult | undefined>;
  /** Puts credentials where `login` keeps them, without asking anybody: a sign-in of earlier days, good or bad by now. */
  keepSignIn(host: string, credentials: Credentials): Promise<void>;
  /** Forgets the sign-in. */
  logout(host: string): Promise<void>;
  /** Pulls `HOST/repository:tag` or `HOST/repository@digest`. */
  pull(image: string): Promise<CommandResult>;
  /** The marker file inside the pulled image. */
  markerOf(image: string): Promise<string>;
  /** Removes a pulled image and what it kept, so that the next pull asks for everything anew. */
  forget(image: string): Promise<void>;
  /** Ends what runs and removes what it stored. */
  close(): Promise<void>;
}

/** The file in which docker, podman, buildah and skopeo keep sign-ins: docker's config.json, containers-auth.json(5). */
export function authFileText(host: string, { username, secret }: Credentials): string {
  return JSON.stringify({ auths: { [host]: { auth: Buffer.from(`${username}:${secret}`).toString('base64') } } });
}
