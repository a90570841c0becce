// What members and editors may know of single sign-on and SCIM, and what they can do with it.
import { useQuery } from '@tanstack/react-query';
import { $api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Section } from '../../ui/page.tsx';
import { LinkOwnAccount } from './link-own-account.tsx';

export function OfferToMembers() {
  const { name: org } = useOrganization();
  const offers = useQuery($api.queryOptions('get', '/v2/single-sign-on', { params: { query: { organization: org } } }));
  return (
    <Section title="Single sign-on" description="The connection to the identity provider, who is linked to it, and SCIM tokens are shown to owners alone.">
      <Loaded query={offers} failure="Whether there is single sign-on could not be loaded" lines={1}>
        {({ results: [offer] }) =>
          offer === undefined ? (
            <p>{`${org} has no single sign-on: you sign in with your password.`}</p>
          ) : (
            <>
              <p>{offer.password ? `People of ${org} sign in with its identity provider, or with a password.` : `People of ${org} sign in with its identity provider. Password sign-in is off.`}</p>
              <LinkOwnAccount />
            </>
          )
        }
      </Loaded>
    </Section>
  );
}
