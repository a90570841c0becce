// Can I pull this? Whatever somebody pastes, each image in it is answered: yes or no, why, and what to do.
import { getRouteApi } from '@tanstack/react-router';
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import { Page, Section } from '../../ui/page.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { CheckForm } from './check-form.tsx';
import { CheckResults } from './check-results.tsx';
import { imagesOf } from './check-search.ts';
import { type Subject, useCheck } from './use-check.ts';

const route = getRouteApi('/signed-in/orgs/$org/check');

export function CheckPage() {
  const { name: org } = useOrganization();
  const isOwner = useIsOwner();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const images = imagesOf(search);
  const username = isOwner ? search.username : undefined;
  const query = useCheck(org, images, subjectOf(isOwner, username));
  return (
    <Page title="Can I pull this?" description={isOwner ? 'What the policy says of an image before anybody pulls it: for a person, or for any member.' : 'What the policy says of an image before you pull it.'}>
      <Section title="Images">
        <CheckForm
          written={images.join(',')}
          username={username ?? ''}
          isChecking={query.isFetching}
          onCheck={(found, person) => {
            const image = found.join(',');
            const isSame = image === images.join(',') && person === (username ?? '');
            if (isSame) void query.refetch();
            else void navigate({ search: { ...(image !== '' && { image }), ...(person !== '' && { username: person }) } });
          }}
        />
      </Section>
      {images.length > 0 && (
        <Loaded query={query} failure="The images could not be checked">
          {(checked) => <CheckResults checked={checked} username={username} />}
        </Loaded>
      )}
    </Page>
  );
}

function subjectOf(isOwner: boolean, username: string | undefined): Subject {
  if (username !== undefined) return { username };
  return isOwner ? { role: 'member' } : {};
}
