// What to do where there is nothing to show yet.
import { Link } from '@tanstack/react-router';
import { $api } from '../../api/client.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { type Period, periods } from './period.ts';
import styles from './nothing-pulled.module.css';

export interface NothingPulledProps {
  readonly org: string;
  readonly period: Period;
  readonly isOwner: boolean;
}

export function NothingPulled({ org, period, isOwner }: NothingPulledProps) {
  const ever = $api.useQuery('get', '/v2/orgs/{org}/pulls', { params: { path: { org }, query: { limit: 1 } } });
  if (ever.data === undefined) return null;
  const wasPulled = ever.data.pulls.length > 0;
  return (
    <Section title="Pulls over time">
      <Empty
        title={wasPulled ? `Nothing was pulled in the last ${periods[period].name}` : 'Nothing has been pulled yet'}
        action={
          wasPulled ? undefined : (
            <div className={styles['actions']}>
              <Link to="/orgs/$org/connect" params={{ org }} className={buttonClass({ look: 'primary' })}>
                Connect a client
              </Link>
              {isOwner && (
                <Link to="/orgs/$org/set-up" params={{ org }} className={buttonClass()}>
                  Set up
                </Link>
              )}
            </div>
          )
        }
      >
        {wasPulled ? 'Choose a longer time above.' : 'Every pull through Pullgate is counted here, a second after it was made.'}
      </Empty>
    </Section>
  );
}
