// One permitted request that writes, with what its answer needs.
import type { IncomingMessage } from 'node:http';
import type { UploadBody } from '../../upstream/upstream-push.ts';
import { announcesBody } from '../../http/announces-body.ts';
import { openBody } from '../../http/open-body.ts';
import type { Permitted } from '../enforce.ts';
import type { Push } from '../push.ts';
import type { ReadPermit } from '../pull.ts';
import type { UploadSessions } from '../upload-session.ts';
import type { UploadOwner } from '../upload-session.ts';
import type { UploadQuery } from './upload-query.ts';

export interface WriteExchange {
  readonly permit: Permitted;
  readonly push: Push;
  readonly sessions: UploadSessions;
  readonly owner: UploadOwner;
  /** Its body is still to be read. */
  readonly request: IncomingMessage;
  /** The repository's name as the client wrote it, and the `ns` that belongs to it. */
  readonly name: string;
  readonly ns?: string;
  readonly query: UploadQuery;
  /** The permit to pull another repository, by its name as the client knows it; undefined where the policy gives none. */
  readonly permitToPull: (name: string) => ReadPermit | undefined;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
}

/** The body as it will come; undefined where the client has announced that there is none. */
export function bodyOf({ request }: Pick<WriteExchange, 'request'>): UploadBody | undefined {
  if (!announcesBody(request)) return undefined;
  const length = request.headers['content-length'];
  return { stream: openBody(request), ...(length === undefined ? {} : { length: Number(length) }) };
}
