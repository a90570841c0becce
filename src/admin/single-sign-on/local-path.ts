// Where a browser may be sent after a sign-in: a path of this server, and nowhere else.
import { invalidRequest } from '../problem.ts';

/** The cookie that carries it has 4096 bytes at most. */
const charactersMax = 1024;

/**
 * The path as it is sent, with its query and fragment; `/` unless given.
 * @throws ProblemError 400 for what a browser could take for the address of another host: `//evil.example`, `/\evil.example`, `https:...`
 */
export function parseLocalPath(path: string | undefined): string {
  if (path === undefined) return '/';
  const origin = 'http://here.invalid';
  const url = URL.parse(path, origin);
  const isLocal = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) && url?.origin === origin && !url.pathname.startsWith('//');
  if (!isLocal || path.length > charactersMax) throw invalidRequest({ return_to: [`must be a path of this server that begins with one /, of at most ${charactersMax} ASCII characters`] });
  return path;
}
