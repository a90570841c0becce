// What stands in each step.
import type { ReactNode } from 'react';
import type { StepId } from '../../api/set-up-steps.ts';
import { ConnectStep } from './connect-step.tsx';
import { ImageAccessStep } from './image-access-step.tsx';
import { NamespacesStep } from './namespaces-step.tsx';
import { PasswordStep } from './password-step.tsx';
import { PeopleStep } from './people-step.tsx';
import { PullStep } from './pull-step.tsx';
import type { StepBodyProps } from './step-body-props.ts';

export const stepBodies: Readonly<Record<StepId, (props: StepBodyProps) => ReactNode>> = {
  password: PasswordStep,
  namespaces: NamespacesStep,
  'image-access': ImageAccessStep,
  connect: ConnectStep,
  pull: PullStep,
  people: PeopleStep,
};
