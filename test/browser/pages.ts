// Every page of the console, by its address: what is tried on all of them, and what screenshots are made of.
import type { PersonName } from './console.ts';
import type { Demo } from './demo.ts';

export type Visitor = PersonName | 'nobody';

export interface ConsolePage {
  /** Of the screenshot's file. */
  readonly name: string;
  /** With what the demo alone knows, such as the secret of a link, as a function of it. */
  readonly path: string | ((demo: Demo) => string);
  /** Its heading of the first level. */
  readonly heading: string;
  /** Who sees it; left out: owners and members. */
  readonly as?: readonly Visitor[];
}

export function pathOf({ path }: Pick<ConsolePage, 'path'>, demo: Demo): string {
  return typeof path === 'string' ? path : path(demo);
}

const owners = ['owner'] as const;
export const everybody: readonly Visitor[] = ['owner', 'member'];

export const consolePages: readonly ConsolePage[] = [
  { name: 'sign-in', path: '/sign-in', heading: 'Sign in', as: ['nobody'] },
  { name: 'invitation', path: ({ invitation }) => invitation, heading: 'Join acme', as: ['nobody', 'member'] },
  { name: 'set-up', path: '/orgs/acme/set-up', heading: 'Set up', as: owners },
  { name: 'overview', path: '/orgs/acme', heading: 'Overview' },
  { name: 'check', path: '/orgs/acme/check?image=containrrr/watchtower', heading: 'Can I pull this?' },
  { name: 'pulls', path: '/orgs/acme/pulls', heading: 'Pulls' },
  { name: 'connect', path: '/orgs/acme/connect', heading: 'Connect a client' },
  { name: 'image-access', path: '/orgs/acme/image-access', heading: 'Image access' },
  { name: 'registry-access', path: '/orgs/acme/registry-access', heading: 'Registry access' },
  { name: 'namespace-access', path: '/orgs/acme/namespace-access', heading: 'Namespace access' },
  { name: 'sign-in-settings', path: '/orgs/acme/sign-in-settings', heading: 'Sign-in' },
  { name: 'catalog', path: '/orgs/acme/catalog', heading: 'Namespaces and catalog' },
  { name: 'history', path: '/orgs/acme/history', heading: 'History' },
  { name: 'members', path: '/orgs/acme/members', heading: 'Members' },
  { name: 'teams', path: '/orgs/acme/teams', heading: 'Teams' },
  { name: 'team', path: '/orgs/acme/teams/platform', heading: 'platform' },
  { name: 'invitations', path: '/orgs/acme/invitations', heading: 'Invitations', as: owners },
  { name: 'access-tokens', path: '/orgs/acme/access-tokens', heading: 'Access tokens', as: owners },
  { name: 'activity', path: '/orgs/acme/activity', heading: 'Activity', as: owners },
  { name: 'webhooks', path: '/orgs/acme/webhooks', heading: 'Webhooks', as: owners },
  { name: 'account', path: '/account', heading: 'My account' },
  { name: 'not-found', path: '/orgs/acme/nothing-here', heading: 'Page not found' },
];
