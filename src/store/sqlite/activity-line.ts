// An entry of the log as the one line of JSON that its hash is taken of: the same text that the API and the export show.
import { createHash } from 'node:crypto';
import type { Act, Actor } from '../../audit/activity.port.ts';

const userAgentCharactersMax = 255;

/** An entry as its row holds it. */
export interface ActivityRow {
  /** The organization's name; empty for the installation's own. */
  readonly chain: string;
  readonly sequence: number;
  readonly atMs: number;
  readonly action: string;
  readonly name: string;
  /** JSON, as are `before` and `after`. */
  readonly actor: string;
  readonly before: string;
  readonly after: string;
}

export function rowOf({ organization, atMs, action, name, actor, before, after }: Act, sequence: number): ActivityRow {
  return { chain: organization ?? '', sequence, atMs, action, name, actor: JSON.stringify(wireActor(actor)), before: JSON.stringify(before), after: JSON.stringify(after) };
}

/** Without its hash. JSON columns go in as they stand, so that the text is the same for ever. */
export function lineOf({ chain, sequence, atMs, action, name, actor, before, after }: ActivityRow, previousHash: string): string {
  const head = JSON.stringify({ organization: chain === '' ? null : chain, sequence, time: timeText(atMs), action, name });
  return `${head.slice(0, -1)},"actor":${actor},"before":${before},"after":${after},"previous_hash":${JSON.stringify(previousHash)}}`;
}

/** The line with its hash as the last field: take that out again, and the rest has this SHA-256. */
export function withHash(line: string, hash: string): string {
  return `${line.slice(0, -1)},"hash":${JSON.stringify(hash)}}`;
}

/** SHA-256, in hexadecimal. */
export function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}

function wireActor({ kind, id, name, credential, clientAddress, userAgent, requestId }: Actor) {
  return { kind, id, name, credential: { kind: credential.kind, id: credential.id }, client_address: clientAddress, user_agent: userAgent.slice(0, userAgentCharactersMax), request_id: requestId };
}

/** A number that is no time shows as it is: it was put there by hand, and reading goes on. */
function timeText(atMs: number): string {
  const time = new Date(atMs);
  return Number.isNaN(time.getTime()) ? String(atMs) : time.toISOString();
}
