// Set up: what is left to do in a new organization?
import { useEffect, useState } from 'react';
import { useOrganization } from '../../api/organization.ts';
import { rememberSetUpOpened } from '../../api/set-up-memory.ts';
import { useSetUpProgress } from '../../api/set-up-progress.ts';
import type { Step, StepId } from '../../api/set-up-steps.ts';
import { Badge } from '../../ui/badge.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { AllDone } from './all-done.tsx';
import styles from './set-up.module.css';
import { StepCard } from './step-card.tsx';
import { stepBodies } from './step-bodies.tsx';

/** Pulls are made elsewhere: they are looked for this often. */
const pollMs = 3000;

export function SetUpPage() {
  const { name: org, role } = useOrganization();
  return role === 'owner' ? (
    <SetUp org={org} />
  ) : (
    <Page title="Set up">
      <Section title="For owners">
        <Empty title={`Owners of ${org} set it up`}>You can pull as soon as you have signed in with your client: see Connect a client.</Empty>
      </Section>
    </Page>
  );
}

function SetUp({ org }: { readonly org: string }) {
  const progress = useSetUpProgress(org, pollMs);
  useEffect(() => rememberSetUpOpened(org), [org]);
  const done = progress.data?.filter(({ isDone }) => isDone).length;
  return (
    <Page
      title="Set up"
      description={`From a new organization to the first image that is refused, in a few minutes. Every step can be changed later.`}
      actions={done !== undefined && <Badge tone={done === progress.data?.length ? 'good' : 'accent'}>{`${done} of ${progress.data?.length ?? 0} done`}</Badge>}
    >
      <Loaded query={progress} failure="It is not known what is left to do" lines={8}>
        {(steps) => (
          <>
            {steps.every(({ isDone }) => isDone) && <AllDone org={org} />}
            <Steps org={org} steps={steps} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** The first that is left is open, until somebody opens another. */
function Steps({ org, steps }: { readonly org: string; readonly steps: readonly Step[] }) {
  const [chosen, setChosen] = useState<StepId | 'none'>();
  const open = chosen ?? steps.find(({ isDone }) => !isDone)?.id;
  return (
    <ol className={styles['steps']}>
      {steps.map((step, index) => {
        const Body = stepBodies[step.id];
        const isOpen = open === step.id;
        return (
          <li key={step.id}>
            <StepCard number={index + 1} step={step} isOpen={isOpen} onToggle={() => setChosen(isOpen ? 'none' : step.id)}>
              <Body org={org} isDone={step.isDone} onDone={() => setChosen(undefined)} />
            </StepCard>
          </li>
        );
      })}
    </ol>
  );
}
