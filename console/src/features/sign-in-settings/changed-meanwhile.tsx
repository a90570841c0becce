// Another owner saved the connection first: what they changed, and what is there now.
import { Banner } from '../../ui/banner.tsx';
import type { WrittenConnection } from './connection-draft.ts';
import type { Meanwhile } from './use-save-connection.ts';
import styles from './single-sign-on.module.css';

const names = {
  issuer: 'Issuer',
  client_id: 'Client id',
  scopes: 'Scopes',
  group_claim: 'Claim of the groups',
  group_mapping: 'Mapped groups',
  default_role: 'Role without a group',
  domains: 'Domains',
  link_by_email: 'Link accounts by e-mail address',
  external_id_claim: "Claim of SCIM's externalId",
  enabled: 'Single sign-on is on',
  enforced: 'Password sign-in is off',
  password_owners: 'Owners who keep their password',
} as const satisfies Record<keyof WrittenConnection, string>;

export function ChangedMeanwhile({ meanwhile: { now, names: changed } }: { readonly meanwhile: Meanwhile }) {
  if (now === null) return <Banner tone="warning" title="Another owner removed the connection meanwhile">Nothing was saved. What you typed is kept: look through it, give the client secret again, and save to connect anew.</Banner>;
  return (
    <Banner tone="warning" title="Another owner changed the connection meanwhile">
      Nothing was saved. What you typed is kept, and the rest below is as they left it. Look through it and save again.
      <ul className={styles['changes']}>
        {changed.map((name) => (
          <li key={name}>{`${names[name]}: now ${wordsFor(now.connection[name])}`}</li>
        ))}
        {changed.length === 0 && <li>The client secret, or something that was changed back</li>}
      </ul>
    </Banner>
  );
}

function wordsFor(value: WrittenConnection[keyof WrittenConnection]): string {
  if (value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (value.length === 0) return 'none';
  return value.map((entry) => (typeof entry === 'string' ? entry : [entry.group, entry.role, entry.team].filter((word) => word !== undefined).join(' / '))).join(', ');
}
