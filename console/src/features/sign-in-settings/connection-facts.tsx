// The connection as it is, and how to try it.
import { ExternalLink } from 'lucide-react';
import { Badge } from '../../ui/badge.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatCount } from '../../ui/format.ts';
import { Time } from '../../ui/time.tsx';
import { LinkOwnAccount } from './link-own-account.tsx';
import type { Connection } from './use-connection.ts';
import styles from './single-sign-on.module.css';

export function ConnectionFacts({ connection }: { readonly connection: Connection }) {
  const { issuer, client_id: clientId, has_client_secret: hasSecret, scopes, domains, group_claim: claim, group_mapping: mapping, default_role: role, external_id_claim: externalId, redirect_uri: redirect } = connection;
  return (
    <>
      <Facts
        facts={[
          ['State', <State key="state" connection={connection} />],
          ['Issuer', issuer],
          ['Client', `${clientId}, ${hasSecret ? 'with a secret' : 'a public client without a secret'}`],
          ['Scopes', ['openid', ...scopes].join(', ')],
          ['Redirect address', <Copied key="redirect" text={redirect} label="the redirect address" />],
          ['Sign-in address', <Copied key="start" text={connection.start_url} label="the sign-in address" />],
          ['Who signs in', domains.length === 0 ? 'whoever the provider lets in' : `verified e-mail addresses at ${domains.join(', ')}`],
          ['Groups', `${formatCount(mapping.length, 'group')} of the claim ${claim} mapped; who has no role by a group is ${role}`],
          ['Existing accounts', `${connection.link_by_email ? 'linked by verified e-mail address, those with a password too' : 'with a password are not linked by e-mail address'}${externalId === null ? '' : `; SCIM's externalId is ${externalId}`}`],
          ['Changed', <Time key="changed" at={connection.updated_at} form="ago" />],
        ]}
      />
      {connection.enabled && <TryIt startUrl={connection.start_url} />}
      {connection.enabled && <LinkOwnAccount />}
    </>
  );
}

function State({ connection: { enabled, enforced, password_owners: owners } }: { readonly connection: Connection }) {
  if (!enabled) return <Badge>Off</Badge>;
  if (!enforced) return <Badge tone="good">On, beside passwords</Badge>;
  return (
    <span className={styles['state']}>
      <Badge tone="good">On</Badge>
      <Badge tone="warning">Password sign-in is off</Badge>
      {`but for ${owners.join(', ')}`}
    </span>
  );
}

function Copied({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <span className={styles['copied']}>
      <code>{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  );
}

/** In a tab of its own, and back to this page. */
function TryIt({ startUrl }: { readonly startUrl: string }) {
  const address = new URL(startUrl);
  address.searchParams.set('return_to', globalThis.location.pathname);
  return (
    <div className={styles['link']}>
      <a className={buttonClass()} href={address.href} target="_blank" rel="noreferrer">
        Try it
        <ExternalLink aria-hidden="true" />
        <span className="visually-hidden"> (in a new tab)</span>
      </a>
      <p>This browser is then signed in as whoever you are at the provider. In a private window you stay who you are here.</p>
    </div>
  );
}
