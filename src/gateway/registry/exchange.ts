// One permitted request at a registry endpoint, with what its answer needs.
import type { IncomingHttpHeaders } from 'node:http';
import type { WatchedClient } from '../../http/watch-client.ts';
import type { Permitted } from '../enforce.ts';
import type { Pull } from '../pull.ts';
import type { RegistryQuery } from './query.ts';
import type { ReadMethod } from './unsupported.ts';

export interface Exchange {
  readonly permit: Permitted;
  readonly pull: Pull;
  readonly method: ReadMethod;
  readonly headers: IncomingHttpHeaders;
  readonly query: RegistryQuery;
  /** Its signal costs something: asked for where there is something to wait for. */
  readonly client: WatchedClient;
}
