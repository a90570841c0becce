// Who changed what, when, from where, and with which token.
import { getRouteApi } from '@tanstack/react-router';
import { useOrganization } from '../../api/organization.ts';
import { OwnersOnly } from '../../ui/owners-only.tsx';
import { Page } from '../../ui/page.tsx';
import { without } from '../../ui/without.ts';
import { ActivityList } from './activity-list.tsx';
import { EntryDetails } from './entry-details.tsx';
import { ExportLog } from './export-log.tsx';
import { useVerification, VerificationResult, VerifyButton } from './verify-log.tsx';

const route = getRouteApi('/signed-in/orgs/$org/activity');

export function ActivityPage() {
  const { name: org, role } = useOrganization();
  if (role === 'owner') return <Log org={org} />;
  return (
    <Page title="Activity">
      <OwnersOnly organization={org} what="log" />
    </Page>
  );
}

function Log({ org }: { readonly org: string }) {
  const { entry } = route.useSearch();
  const navigate = route.useNavigate();
  const verification = useVerification(org);
  const close = (): void => void navigate({ search: (before) => without(before, 'entry'), replace: true, resetScroll: false });
  const actions = (
    <>
      <VerifyButton verification={verification} />
      <ExportLog org={org} />
    </>
  );
  return (
    <Page title="Activity" width="wide" description={`Who changed what in ${org}, when, from where, and with which token. The log is kept for good.`} actions={actions}>
      <VerificationResult verification={verification} />
      <ActivityList org={org} />
      {entry !== undefined && <EntryDetails org={org} sequence={Number(entry)} onClose={close} />}
    </Page>
  );
}
