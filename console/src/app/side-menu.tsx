// The menu of pages, the organization it is about, and the person who is signed in.
import { Link, useParams } from '@tanstack/react-router';
import { useOrganizations } from '../api/organization.ts';
import { navigation } from './navigation.ts';
import { OrganizationSwitch } from './organization-switch.tsx';
import { PersonMenu } from './person-menu.tsx';
import styles from './side-menu.module.css';
import { readLastOrganization } from './last-organization.ts';

export function SideMenu({ onNavigate }: { readonly onNavigate?: () => void }) {
  const organizations = useOrganizations();
  const { org } = useParams({ strict: false });
  const wanted = org?.toLowerCase() ?? readLastOrganization();
  const organization = organizations.find(({ name }) => name === wanted) ?? organizations[0];
  return (
    <div className={styles['menu']}>
      {organization !== undefined && (
        <>
          <OrganizationSwitch current={organization} organizations={organizations} onNavigate={onNavigate} />
          <nav aria-label={organization.name}>
            {navigation.map(({ title, items }) => {
              const shown = items.filter(({ isForOwners }) => isForOwners === undefined || organization.role === 'owner');
              return (
                <div key={title} className={styles['group']}>
                  <h2 className={styles['heading']}>{title}</h2>
                  <ul className={styles['items']}>
                    {shown.map(({ to, title: name, icon: Icon }) => (
                      <li key={to}>
                        <Link
                          to={to}
                          params={{ org: organization.name }}
                          className={styles['item'] ?? ''}
                          activeOptions={{ exact: to === '/orgs/$org', includeSearch: false }}
                          activeProps={{ 'aria-current': 'page', 'data-current': true }}
                          onClick={onNavigate}
                        >
                          <Icon aria-hidden="true" />
                          {name}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </div>
              );
            })}
          </nav>
        </>
      )}
      <PersonMenu onNavigate={onNavigate} />
    </div>
  );
}
