// Operations: the records of decisions, and statistics of them.
import type { Route } from '../route.ts';

export const recordRoutes = {} as const satisfies Readonly<Record<string, Route>>;
