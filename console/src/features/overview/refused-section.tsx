// Which images were refused most, who is waiting for them, and what can be done about it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { buttonClass } from '../../ui/button.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { Table } from '../../ui/table.tsx';
import { shownImage, splitImage } from './image-name.ts';
import styles from './refused-section.module.css';
import type { Statistics } from './use-overview.ts';

export interface RefusedSectionProps {
  readonly org: string;
  readonly statistics: Statistics;
  readonly isOwner: boolean;
}

type Refused = Statistics['top_refused'][number];

export function RefusedSection({ org, statistics: { top_refused: rows, from }, isOwner }: RefusedSectionProps) {
  const people = { id: 'people', title: 'Who is waiting', cell: (row: Refused) => <People org={org} refused={row} from={from} /> };
  return (
    <Section title="Refused most" description={isOwner ? 'What your policy keeps from people, and who asked for it.' : 'What the policy kept from you.'} isFlush>
      <Table
        label="Images refused most"
        rows={rows}
        keyOf={({ repository }) => repository}
        empty={<Empty title="Nothing was refused in this time" />}
        columns={[
          {
            id: 'image',
            title: 'Image',
            isRowHeader: true,
            cell: ({ repository }) => (
              <Link to="/orgs/$org/pulls" params={{ org }} search={{ effect: 'deny', ...splitImage(repository), from }} className={styles['image'] ?? ''}>
                {shownImage(repository)}
              </Link>
            ),
          },
          { id: 'denials', title: 'Refused', kind: 'number', cell: ({ denials }) => formatNumber(denials) },
          ...(isOwner ? [people] : []),
          { id: 'actions', title: 'Actions', kind: 'actions', cell: ({ repository }): ReactNode => <Actions org={org} image={shownImage(repository)} isOwner={isOwner} /> },
        ]}
      />
    </Section>
  );
}

function People({ org, refused: { repository, people, people_names: names }, from }: { readonly org: string; readonly refused: Refused; readonly from: string }) {
  const others = people - names.length;
  return (
    <span>
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <Link to="/orgs/$org/pulls" params={{ org }} search={{ effect: 'deny', ...splitImage(repository), username: name, from }}>
            {name}
          </Link>
        </span>
      ))}
      {others > 0 && (names.length === 0 ? 'Somebody who was not signed in' : ` and ${formatCount(others, 'other')}`)}
    </span>
  );
}

function Actions({ org, image, isOwner }: { readonly org: string; readonly image: string; readonly isOwner: boolean }) {
  const look = buttonClass({ look: 'secondary', size: 'small' });
  return (
    <span className={styles['actions']}>
      <Link to="/orgs/$org/check" params={{ org }} search={{ image }} className={look} aria-label={`Why? ${image}`}>
        Why?
      </Link>
      {isOwner && (
        <Link to="/orgs/$org/image-access" params={{ org }} search={{ allow: image }} className={look} aria-label={`Allow ${image}`}>
          Allow
        </Link>
      )}
    </span>
  );
}
