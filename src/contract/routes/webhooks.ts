// Operations: webhooks.
import type { Route } from '../route.ts';

export const webhookRoutes = {} as const satisfies Readonly<Record<string, Route>>;
