// The pages of an organization, in the order and under the headings of the menu.
import { Activity, Blocks, Boxes, ChartLine, ClipboardCheck, FolderLock, History, KeyRound, LogIn, type LucideIcon, Mail, PackageSearch, PlugZap, ShieldCheck, SquareTerminal, UsersRound, UserRound } from 'lucide-react';

export interface NavigationItem {
  readonly to: OrganizationPath;
  readonly title: string;
  readonly icon: LucideIcon;
  /** Shown to owners alone, because the API answers them alone. */
  readonly isForOwners?: true;
}

export interface NavigationGroup {
  readonly title: string;
  readonly items: readonly NavigationItem[];
}

export type OrganizationPath = `/orgs/$org${'' | `/${'image-access' | 'registry-access' | 'namespace-access' | 'sign-in-settings' | 'history' | 'check' | 'pulls' | 'activity' | 'members' | 'teams' | 'invitations' | 'access-tokens' | 'catalog' | 'webhooks' | 'connect'}`}`;

export const navigation: readonly NavigationGroup[] = [
  {
    title: 'Images',
    items: [
      { to: '/orgs/$org', title: 'Overview', icon: ChartLine },
      { to: '/orgs/$org/check', title: 'Can I pull this?', icon: PackageSearch },
      { to: '/orgs/$org/pulls', title: 'Pulls', icon: Boxes },
      { to: '/orgs/$org/connect', title: 'Connect a client', icon: SquareTerminal },
    ],
  },
  {
    title: 'Policy',
    items: [
      { to: '/orgs/$org/image-access', title: 'Image access', icon: ShieldCheck },
      { to: '/orgs/$org/registry-access', title: 'Registry access', icon: Blocks },
      { to: '/orgs/$org/namespace-access', title: 'Namespace access', icon: FolderLock },
      { to: '/orgs/$org/sign-in-settings', title: 'Sign-in', icon: LogIn },
      { to: '/orgs/$org/catalog', title: 'Namespaces and catalog', icon: ClipboardCheck },
      { to: '/orgs/$org/history', title: 'History', icon: History },
    ],
  },
  {
    title: 'People',
    items: [
      { to: '/orgs/$org/members', title: 'Members', icon: UserRound },
      { to: '/orgs/$org/teams', title: 'Teams', icon: UsersRound },
      { to: '/orgs/$org/invitations', title: 'Invitations', icon: Mail, isForOwners: true },
      { to: '/orgs/$org/access-tokens', title: 'Access tokens', icon: KeyRound, isForOwners: true },
      { to: '/orgs/$org/activity', title: 'Activity', icon: Activity, isForOwners: true },
      { to: '/orgs/$org/webhooks', title: 'Webhooks', icon: PlugZap, isForOwners: true },
    ],
  },
];
