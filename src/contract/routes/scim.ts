// Operations: SCIM 2.0, for identity providers.
import type { Route } from '../route.ts';

export const scimRoutes = {} as const satisfies Readonly<Record<string, Route>>;
