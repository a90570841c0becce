// The filters of a query, as the store takes them.
import type { ActivityFilters } from '../../contract/activity.ts';
import type { ActivityFilter } from './activity.port.ts';

export function activityFilterOf({ action, actor, name, from, to, text }: ActivityFilters): ActivityFilter {
  return {
    ...(action === undefined ? {} : { action }),
    ...(actor === undefined ? {} : { actor }),
    ...(name === undefined ? {} : { name }),
    ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
    ...(to === undefined ? {} : { toMs: Date.parse(to) }),
    ...(text === undefined ? {} : { text }),
  };
}
