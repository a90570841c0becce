// Operations: allowlist, namespaces, overrides, catalog, and what differs between revisions.
import type { Route } from '../route.ts';

export const policyRoutes = {} as const satisfies Readonly<Record<string, Route>>;
