// Every address of the console. A new page is a route here, a row in navigation.ts, and a folder under features/.
import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, parseSearchWith, redirect, stringifySearchWith } from '@tanstack/react-router';
import { $api } from '../api/client.ts';
import { toFailure } from '../api/failure.ts';
import { sessionState } from '../api/session-state.ts';
import { parseAccountSearch } from '../features/account/account-search.ts';
import { parseActivitySearch } from '../features/activity/activity-search.ts';
import { parseCatalogSearch } from '../features/catalog/catalog-search.ts';
import { parseCheckSearch } from '../features/check/check-search.ts';
import { parseConnectSearch } from '../features/connect/connect-search.ts';
import { parseInvitationsSearch } from '../features/invitations/invitations-search.ts';
import { parseMembersSearch } from '../features/members/members-search.ts';
import { parseHistorySearch } from '../features/history/history-search.ts';
import { parseImageAccessSearch } from '../features/image-access/image-access-search.ts';
import { parseOverviewSearch } from '../features/overview/overview-search.ts';
import { parsePullsSearch } from '../features/pulls/pulls-search.ts';
import { parseTeamSearch, parseTeamsSearch } from '../features/teams/teams-search.ts';
import { parseWebhooksSearch } from '../features/webhooks/webhooks-search.ts';
import { parseSignInSearch } from '../features/sign-in/sign-in-search.ts';
import { Home } from './home.tsx';
import { loadPage } from './load-page.ts';
import { OrganizationFrame } from './organization-frame.tsx';
import { PageFailed } from './page-failed.tsx';
import { PageLoading } from './page-loading.tsx';
import { LonePageMissing, PageMissing } from './page-missing.tsx';
import { Shell } from './shell.tsx';

interface RouterContext {
  readonly queryClient: QueryClient;
}

const organizationsMax = 100;

/** A page whose code is loaded when it is first opened. */
function page<Module extends Record<string, unknown>, Name extends keyof Module & string>(importPage: () => Promise<Module>, name: Name) {
  return lazyRouteComponent(() => loadPage(importPage), name);
}

const rootRoute = createRootRouteWithContext<RouterContext>()({ notFoundComponent: LonePageMissing });

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: parseSignInSearch,
  component: page(() => import('../features/sign-in/sign-in-page.tsx'), 'SignInPage'),
});

const signedInElsewhereRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/done',
  component: page(() => import('../features/sign-in/signed-in-page.tsx'), 'SignedInPage'),
});

const inviteRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invite/$token',
  component: page(() => import('../features/invitations/accept-page.tsx'), 'AcceptPage'),
});

/** Everything but signing in: whoever is not signed in is sent to do so, and comes back to the same page. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  loader: async ({ context: { queryClient }, location }) => {
    try {
      const organizations = $api.queryOptions('get', '/v2/user/orgs', { params: { query: { page_size: organizationsMax } } });
      const wanted = { staleTime: 'static' } as const;
      await Promise.all([queryClient.query({ ...$api.queryOptions('get', '/v2/user', {}), ...wanted }), queryClient.query({ ...organizations, ...wanted })]);
    } catch (error) {
      if (toFailure(error).status !== 401) throw error;
      sessionState.begin(); // a page that asks to sign in needs no dialog that does
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how TanStack Router redirects
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } });
    }
  },
  component: Shell,
});

const homeRoute = createRoute({ getParentRoute: () => signedInRoute, path: '/', component: Home });
const accountRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account',
  validateSearch: parseAccountSearch,
  component: page(() => import('../features/account/account-page.tsx'), 'AccountPage'),
});

const orgRoute = createRoute({ getParentRoute: () => signedInRoute, path: '/orgs/$org', component: OrganizationFrame, notFoundComponent: PageMissing });

const overviewRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/',
  validateSearch: parseOverviewSearch,
  component: page(() => import('../features/overview/overview-page.tsx'), 'OverviewPage'),
});
const setUpRoute = createRoute({ getParentRoute: () => orgRoute, path: '/set-up', component: page(() => import('../features/set-up/set-up-page.tsx'), 'SetUpPage') });

const imageAccessRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/image-access',
  validateSearch: parseImageAccessSearch,
  component: page(() => import('../features/image-access/image-access-page.tsx'), 'ImageAccessPage'),
});
const registryAccessRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/registry-access',
  component: page(() => import('../features/registry-access/registry-access-page.tsx'), 'RegistryAccessPage'),
});
const namespaceAccessRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/namespace-access',
  component: page(() => import('../features/namespace-access/namespace-access-page.tsx'), 'NamespaceAccessPage'),
});
const signInSettingsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/sign-in-settings',
  component: page(() => import('../features/sign-in-settings/sign-in-settings-page.tsx'), 'SignInSettingsPage'),
});
const historyRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/history',
  validateSearch: parseHistorySearch,
  component: page(() => import('../features/history/history-page.tsx'), 'HistoryPage'),
});

const checkRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/check',
  validateSearch: parseCheckSearch,
  component: page(() => import('../features/check/check-page.tsx'), 'CheckPage'),
});
const pullsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/pulls',
  validateSearch: parsePullsSearch,
  component: page(() => import('../features/pulls/pulls-page.tsx'), 'PullsPage'),
});
const activityRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/activity',
  validateSearch: parseActivitySearch,
  component: page(() => import('../features/activity/activity-page.tsx'), 'ActivityPage'),
});

const membersRoute = createRoute({ getParentRoute: () => orgRoute, path: '/members', validateSearch: parseMembersSearch, component: page(() => import('../features/members/members-page.tsx'), 'MembersPage') });
const teamsRoute = createRoute({ getParentRoute: () => orgRoute, path: '/teams', validateSearch: parseTeamsSearch, component: page(() => import('../features/teams/teams-page.tsx'), 'TeamsPage') });
const teamRoute = createRoute({ getParentRoute: () => orgRoute, path: '/teams/$team', validateSearch: parseTeamSearch, component: page(() => import('../features/teams/team-page.tsx'), 'TeamPage') });
const invitationsRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/invitations',
  validateSearch: parseInvitationsSearch,
  component: page(() => import('../features/invitations/invitations-page.tsx'), 'InvitationsPage'),
});
const accessTokensRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/access-tokens',
  component: page(() => import('../features/access-tokens/access-tokens-page.tsx'), 'AccessTokensPage'),
});

const catalogRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/catalog',
  validateSearch: parseCatalogSearch,
  component: page(() => import('../features/catalog/catalog-page.tsx'), 'CatalogPage'),
});
const webhooksRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/webhooks',
  validateSearch: parseWebhooksSearch,
  component: page(() => import('../features/webhooks/webhooks-page.tsx'), 'WebhooksPage'),
});
const connectRoute = createRoute({
  getParentRoute: () => orgRoute,
  path: '/connect',
  validateSearch: parseConnectSearch,
  component: page(() => import('../features/connect/connect-page.tsx'), 'ConnectPage'),
});

const organizationTree = orgRoute.addChildren([
  overviewRoute,
  setUpRoute,
  imageAccessRoute,
  registryAccessRoute,
  namespaceAccessRoute,
  signInSettingsRoute,
  historyRoute,
  checkRoute,
  pullsRoute,
  activityRoute,
  membersRoute,
  teamsRoute,
  teamRoute,
  invitationsRoute,
  accessTokensRoute,
  catalogRoute,
  webhooksRoute,
  connectRoute,
]);
const routeTree = rootRoute.addChildren([signInRoute, signedInElsewhereRoute, inviteRoute, signedInRoute.addChildren([homeRoute, accountRoute, organizationTree])]);

/** Values in the address bar are texts as they stand: `?repository=grafana/grafana`. */
export function createConsoleRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    parseSearch: parseSearchWith((text) => text),
    stringifySearch: stringifySearchWith(String),
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageFailed,
    defaultPendingComponent: PageLoading,
    defaultNotFoundComponent: PageMissing,
    scrollRestoration: true,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: ReturnType<typeof createConsoleRouter>;
  }
}
