// Which organization the pages are about, and the others that the person is in.
import { useNavigate } from '@tanstack/react-router';
import { ChevronsUpDown } from 'lucide-react';
import type { Organization } from '../api/organization.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';
import styles from './organization-switch.module.css';

export interface OrganizationSwitchProps {
  readonly current: Organization;
  readonly organizations: readonly Organization[];
  readonly onNavigate?: (() => void) | undefined;
}

const roleNames = { owner: 'Owner', editor: 'Editor', member: 'Member' } as const satisfies Record<Organization['role'], string>;

export function OrganizationSwitch({ current, organizations, onNavigate }: OrganizationSwitchProps) {
  const navigate = useNavigate();
  const name = (
    <span className={styles['words']}>
      <span className={styles['name']}>{current.name}</span>
      <span className={styles['role']}>{roleNames[current.role]}</span>
    </span>
  );
  if (organizations.length < 2) return <div className={styles['one']}>{name}</div>;
  const open = (organization: string): void => {
    onNavigate?.();
    void navigate({ to: '/orgs/$org', params: { org: organization } });
  };
  const trigger = (
    <Button look="secondary">
      {name}
      <span className="visually-hidden">: choose another organization</span>
      <ChevronsUpDown aria-hidden="true" />
    </Button>
  );
  return (
    <div className={styles['switch']}>
      <Menu label="Organizations" trigger={trigger} actions={organizations.map(({ name: id }) => ({ id, label: id, onAction: () => open(id) }))} />
    </div>
  );
}
