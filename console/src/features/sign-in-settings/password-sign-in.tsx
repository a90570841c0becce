// Whether single sign-on is on, and whether passwords are accepted beside it; with the owners who keep theirs for the day when the provider is away.
import { useQuery } from '@tanstack/react-query';
import { $api } from '../../api/client.ts';
import { useOrganization, useUser } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Switch } from '../../ui/switch.tsx';
import { problemsOf } from './connection-draft.ts';
import type { FormPart } from './form-part.ts';
import styles from './single-sign-on.module.css';

const ownersMax = 100;

export function PasswordSignIn({ draft, edit, fields, wasEnforced }: FormPart & { readonly wasEnforced: boolean }) {
  const { name: org } = useOrganization();
  const { username } = useUser();
  const enforce = (isEnforced: boolean): void => edit({ isEnforced, ...(isEnforced && draft.passwordOwners.length === 0 && { passwordOwners: [username] }) });
  const problems = [...problemsOf(fields, 'enabled'), ...problemsOf(fields, 'enforced')];
  return (
    <>
      <Switch isSelected={draft.isEnabled} onChange={(isEnabled) => edit({ isEnabled })} description="Off: nobody signs in with the provider, and all passwords are accepted.">
        Single sign-on is on
      </Switch>
      <Switch isSelected={draft.isEnforced} onChange={enforce} description={`Nobody of ${org} signs in with a password, nor with a Docker ID, anywhere: this console, the admin API, docker login. Personal and organization access tokens go on.`}>
        Password sign-in is off
      </Switch>
      {problems.length > 0 && <Banner tone="danger">{problems.join('; ')}</Banner>}
      {draft.isEnforced && <PasswordOwners draft={draft} edit={edit} fields={fields} />}
      {draft.isEnforced && !wasEnforced && (
        <Banner tone="warning">{`Sessions and tokens that were given for a password end at once${draft.passwordOwners.includes(username) ? ', but for the owners chosen here' : ', yours among them'}. Try single sign-on first.`}</Banner>
      )}
    </>
  );
}

function PasswordOwners({ draft: { passwordOwners }, edit, fields }: FormPart) {
  const { name: org } = useOrganization();
  const owners = useQuery($api.queryOptions('get', '/v2/orgs/{org}/members', { params: { path: { org }, query: { role: 'owner', type: 'member', page_size: ownersMax } } }));
  const problems = problemsOf(fields, 'password_owners', passwordOwners);
  return (
    <div role="group" aria-label="Owners who keep their password" className={styles['rows']}>
      <h3>Owners who keep their password</h3>
      <p>For the day when the provider is away. At least one.</p>
      <Loaded query={owners} failure="The owners could not be loaded" lines={2}>
        {({ results }) => {
          const names = [...new Set([...results.map(({ username }) => username), ...passwordOwners])];
          return names.map((name) => (
            <Checkbox key={name} isSelected={passwordOwners.includes(name)} onChange={(isKept) => edit({ passwordOwners: isKept ? [...passwordOwners, name] : passwordOwners.filter((each) => each !== name) })}>
              {name}
            </Checkbox>
          ));
        }}
      </Loaded>
      {problems.length > 0 && <Banner tone="danger">{problems.join('; ')}</Banner>}
    </div>
  );
}
