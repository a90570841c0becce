// The programs besides Node that take part, and where they lie.
import { delimiter } from 'node:path';

export type Command = 'docker-registry' | 'nginx' | 'wrk' | 'curl';

/** Daemons lie in /usr/sbin, which is not on everybody's PATH. */
export function commandFolders(): readonly string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
}
