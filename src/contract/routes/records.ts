// Operations: the records of decisions, and statistics of them.
import { paths } from '../paths.ts';
import { pull, pullsExportQuery } from '../pulls.ts';
import { bad, missing, read } from '../route.ts';
import type { Route } from '../route.ts';
import { statistics, statisticsQuery } from '../statistics.ts';

export const recordRoutes = {
  showPull: { ...read, path: paths.pull, summary: 'one record of a decision; members read their own', caller: 'member', response: pull, problems: missing },
  exportPulls: { ...read, path: paths.pullsExport, summary: 'the records of decisions as a file, CSV or JSON Lines, newest first; members export their own', caller: 'member', query: pullsExportQuery, content: ['text/csv', 'application/jsonl'], problems: bad },
  showStatistics: { ...read, path: paths.statistics, summary: 'pulls and denials over time, and what was refused most often; members see their own', caller: 'member', query: statisticsQuery, response: statistics, problems: bad },
} as const satisfies Readonly<Record<string, Route>>;
