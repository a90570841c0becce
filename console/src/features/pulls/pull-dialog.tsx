// One record opened whole: every field in words, and where to go from it.
import { Link, useNavigate } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import { useIsOwner, useOrganization } from '../../api/organization.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Empty } from '../../ui/states.tsx';
import { imageName, imageReference, type Pull, repositoryName } from './pull-names.ts';
import { PullFacts } from './pull-facts.tsx';

export interface PullDialogProps {
  readonly id: string;
  /** Where the list has it already. */
  readonly known: Pull | undefined;
  readonly onClose: () => void;
}

export function PullDialog({ id, known, onClose }: PullDialogProps) {
  const { name: org } = useOrganization();
  const query = $api.useQuery('get', '/v2/orgs/{org}/pulls/{id}', { params: { path: { org, id } } }, { staleTime: Infinity, ...(known && { initialData: known }) });
  const isMissing = query.isError && toFailure(query.error).status === 404;
  return (
    <Dialog title={query.data === undefined ? 'Pull' : imageName(query.data)} isOpen onClose={onClose} place="side" width="wide" actions={query.data && <PullActions pull={query.data} />}>
      {isMissing ? (
        <Empty title="This pull is not on record">It is older than the records that are kept, of another organization, or somebody else's, whose record only owners read.</Empty>
      ) : (
        <Loaded query={query} failure="This pull could not be loaded" lines={10}>
          {(pull) => <PullFacts pull={pull} />}
        </Loaded>
      )}
    </Dialog>
  );
}

function PullActions({ pull }: { readonly pull: Pull }) {
  const { name: org } = useOrganization();
  const isOwner = useIsOwner();
  const { category, registry, repository, rule, subject_kind: kind, subject_name: name, effect } = pull;
  const person = kind === 'user' && name !== null ? name : undefined;
  const isAllowable = isOwner && effect === 'deny' && rule === 'category' && category !== null && registry === 'docker.io';
  return (
    <>
      {isOwner && person !== undefined && (
        <Link className={buttonClass()} to="/orgs/$org/pulls" params={{ org }} search={{ username: person }}>
          All pulls by {person}
        </Link>
      )}
      <Link className={buttonClass()} to="/orgs/$org/pulls" params={{ org }} search={{ repository, ...(registry !== 'docker.io' && { registry }) }}>
        All pulls of {repositoryName(pull)}
      </Link>
      <Link className={buttonClass({ look: isAllowable ? 'secondary' : 'primary' })} to="/orgs/$org/check" params={{ org }} search={{ image: imageReference(pull), ...(isOwner && person !== undefined && { username: person }) }}>
        Can I pull this?
      </Link>
      {isAllowable && <AllowLink org={org} repository={repository} />}
    </>
  );
}

function AllowLink({ org, repository }: { readonly org: string; readonly repository: string }) {
  const navigate = useNavigate();
  const to = `/orgs/${org}/image-access?allow=${encodeURIComponent(repository)}`;
  return (
    <a
      className={buttonClass({ look: 'primary' })}
      href={to}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        void navigate({ href: to });
      }}
    >
      Allow this repository
    </a>
  );
}
