// Operations: signing in with an identity provider.
import type { Route } from '../route.ts';

export const singleSignOnRoutes = {} as const satisfies Readonly<Record<string, Route>>;
