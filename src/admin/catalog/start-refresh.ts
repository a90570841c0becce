// POST /v2/catalog/refresh
import type { ActivityWriter } from '../../audit/activity.port.ts';
import type { Operation } from '../operation.ts';
import { ProblemError } from '../problem.ts';
import { type RefreshParts, wireRefresh } from './wire-refresh.ts';

/** Who started it is on record before anything is asked; what came of it follows with the change itself. */
export function createStartRefresh({ writer, ...parts }: RefreshParts & { readonly writer: ActivityWriter }): Operation<'startCatalogRefresh'> {
  return async ({ act, body: { accept = false } }) => {
    const { refresh } = parts;
    if (refresh === undefined) throw new ProblemError(409, 'the refresh of the catalog is off: set catalog.refresh.enabled on the server, see docs/catalog.md');
    const started = act({ action: 'installation.catalog.refresh', organization: null, name: 'catalog', after: { started: true, accept } });
    await writer.recordAct(started);
    refresh.start(started.actor, { accept });
    return { body: await wireRefresh(parts) };
  };
}
