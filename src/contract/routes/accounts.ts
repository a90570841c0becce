// Operations: sessions, second factors and passwords: what people have of their own.
import type { Route } from '../route.ts';

export const accountRoutes = {} as const satisfies Readonly<Record<string, Route>>;
