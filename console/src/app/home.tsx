// The console's front door: leads to the organization that was open last, or says that there is none.
import { Navigate } from '@tanstack/react-router';
import { useOrganizations } from '../api/organization.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { readLastOrganization } from './last-organization.ts';

export function Home() {
  const organizations = useOrganizations();
  const last = readLastOrganization();
  const organization = organizations.find(({ name }) => name === last) ?? organizations[0];
  if (organization !== undefined) return <Navigate to="/orgs/$org" params={{ org: organization.name }} replace />;
  return (
    <Page title="No organization">
      <Empty title="You are in no organization">Ask an owner of your organization to add you, or open the invitation that you were sent.</Empty>
    </Page>
  );
}
