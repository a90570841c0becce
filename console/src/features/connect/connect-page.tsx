// Connect a client: the exact files and commands that send a client through Pullgate, as pullgate setup prints them.
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOrganization } from '../../api/organization.ts';
import { useClientSetups } from '../../api/sign-in-lines.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { ChooseClient } from './choose-client.tsx';
import { chooseSetup } from './choose-setup.ts';
import { SetupSections } from './setup-sections.tsx';
import { TokenSection } from './token-section.tsx';
import { VerifySection } from './verify-section.tsx';

const route = getRouteApi('/signed-in/orgs/$org/connect');

export function ConnectPage() {
  const { name: org } = useOrganization();
  const search = route.useSearch();
  const navigate = useNavigate();
  const setups = useClientSetups();
  return (
    <Page title="Connect a client" description="What to do on a machine, so that its images come through Pullgate under their own names. pullgate setup prints the same.">
      <TokenSection />
      <Loaded query={setups} failure="The clients could not be loaded">
        {({ results }) => {
          const choice = chooseSetup(results, search);
          if (choice === undefined) return <Empty title="No clients">This server knows none that can be set up.</Empty>;
          return (
            <>
              <ChooseClient clients={results} choice={choice} onChoose={(next) => void navigate({ to: '/orgs/$org/connect', params: { org }, search: next, replace: true, resetScroll: false })} />
              <SetupSections key={`${choice.entry.client} ${choice.os} ${choice.variant}`} choice={choice} />
              <VerifySection />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}
