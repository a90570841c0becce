// My account: who I am here, what I sign in with, and where I am signed in.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useUser } from '../../api/organization.ts';
import { Page } from '../../ui/page.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { OrganizationsTab } from './organizations-tab.tsx';
import { ProfileTab } from './profile-tab.tsx';
import { SessionsTab } from './sessions-tab.tsx';
import { SignInTab } from './sign-in-tab.tsx';
import { TokensTab } from './tokens-tab.tsx';

const route = getRouteApi('/signed-in/account');

export function AccountPage() {
  const { tab = 'profile' } = route.useSearch();
  const { username } = useUser();
  const navigate = useNavigate();
  return (
    <Page title="My account" description={`What belongs to ${username}, in every organization.`}>
      <Tabs
        label="My account"
        selected={tab}
        onSelect={(next) => void navigate({ to: '/account', search: next === 'profile' ? {} : { tab: next } })}
        tabs={[
          { id: 'profile', title: 'Profile', content: <ProfileTab /> },
          { id: 'access-tokens', title: 'Access tokens', content: <TokensTab /> },
          { id: 'sign-in', title: 'Sign-in', content: <SignInTab /> },
          { id: 'sessions', title: 'Sessions', content: <SessionsTab /> },
          { id: 'organizations', title: 'Organizations', content: <OrganizationsTab /> },
        ]}
      />
    </Page>
  );
}
