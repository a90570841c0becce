// Which organizations of mine sign in with an identity provider, and the way to say "this is me there as well".
import { useMutation, useQueries } from '@tanstack/react-query';
import { $api, api } from '../../api/client.ts';
import { useOrganizations } from '../../api/organization.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { toFailure } from '../../api/failure.ts';
import styles from './account.module.css';

/** Nothing where no organization offers it. */
export function SingleSignOnSection() {
  const organizations = useOrganizations();
  const offers = useQueries({
    queries: organizations.map(({ name }) => ({ ...$api.queryOptions('get', '/v2/single-sign-on', { params: { query: { organization: name } } }), staleTime: 60_000 })),
    combine: (results) => results.flatMap(({ data }) => data?.results ?? []),
  });
  const link = useMutation({
    mutationFn: async (org: string) => {
      const { data } = await api.POST('/v2/orgs/{org}/single-sign-on/link', { params: { path: { org } }, body: { return_to: '/account?tab=sign-in' } });
      if (data !== undefined) globalThis.location.assign(data.authorization_url);
    },
  });
  if (offers.length === 0) return null;
  return (
    <Section title="Single sign-on" description="Linked once, you sign in with the identity provider of your organization as this account.">
      {link.isError && <Banner tone="danger">{toFailure(link.error).message}</Banner>}
      {offers.map(({ organization, password }) => (
        <p key={organization} className={styles['named']}>
          <strong>{organization}</strong>
          {!password && 'Password sign-in is off for its members, but for the owners who keep theirs.'}
          <Button size="small" isPending={link.isPending && link.variables === organization} onPress={() => link.mutate(organization)}>
            Link my account
          </Button>
        </p>
      ))}
    </Section>
  );
}
