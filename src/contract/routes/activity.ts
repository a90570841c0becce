// Operations: the log of what people do.
import type { Route } from '../route.ts';

export const activityRoutes = {} as const satisfies Readonly<Record<string, Route>>;
