// What every page of an organization stands in: for whoever is not in it, it is not there.
import { Outlet, getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useOrganizations } from '../api/organization.ts';
import { rememberOrganization } from './last-organization.ts';
import { PageMissing } from './page-missing.tsx';

const route = getRouteApi('/signed-in/orgs/$org');

export function OrganizationFrame() {
  const { org } = route.useParams();
  const organizations = useOrganizations();
  const isMember = organizations.some(({ name }) => name === org.toLowerCase());
  useEffect(() => {
    if (isMember) rememberOrganization(org.toLowerCase());
  }, [isMember, org]);
  // A page keeps nothing of one organization when another is opened.
  return isMember ? <Outlet key={org} /> : <PageMissing />;
}
