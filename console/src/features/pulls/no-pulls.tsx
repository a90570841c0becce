// What stands in the place of the list: nothing recorded yet, nothing under these filters, or filters that cannot be read.
import { Link } from '@tanstack/react-router';
import { FilterX } from 'lucide-react';
import type { Failure } from '../../api/failure.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty, Failed } from '../../ui/states.tsx';
import styles from './pull-list.module.css';

export function NoPulls({ isFiltered, onClear }: { readonly isFiltered: boolean; readonly onClear: () => void }) {
  const { name: org } = useOrganization();
  return (
    <div className={styles['place']}>
      {isFiltered ? (
        <Empty title="No pulls under these filters" icon={<FilterX aria-hidden="true" />} action={<Button onPress={onClear}>Clear filters</Button>}>
          A new one appears here by itself.
        </Empty>
      ) : (
        <Empty
          title="Nothing has been pulled yet"
          action={
            <Link className={buttonClass({ look: 'primary' })} to="/orgs/$org/connect" params={{ org }}>
              Connect a client
            </Link>
          }
        >
          Every pull through Pullgate appears here, allowed or refused.
        </Empty>
      )}
    </div>
  );
}

export interface NotReadProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
  readonly onClear: () => void;
}

export function NotRead({ failure, onRetry, onClear }: NotReadProps) {
  return (
    <div className={styles['place']}>
      {failure.status === 400 || failure.status === 403 ? (
        <div role="alert">
          <Empty title={failure.status === 400 ? 'A filter is not understood' : 'These pulls are not yours to read'} icon={<FilterX aria-hidden="true" />} action={<Button onPress={onClear}>Clear filters</Button>}>
            {failure.status === 400 ? 'It is marked above with what is wrong. Remove it, or clear all filters.' : failure.message}
          </Empty>
        </div>
      ) : (
        <Failed error={failure} title="The pulls could not be loaded" onRetry={onRetry} />
      )}
    </div>
  );
}
