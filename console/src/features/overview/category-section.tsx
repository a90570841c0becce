// What was pulled and refused by category: a table whose bars can be compared at a glance.
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { formatNumber } from '../../ui/format.ts';
import { Section } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { OutcomeBar } from './outcome-bar.tsx';
import { type Counts, outcomeNames, shownOutcomes, sumOf } from './outcome.ts';
import type { ShownCategory } from './overview-search.ts';
import styles from './category-section.module.css';
import { OutcomePatterns } from './swatch.tsx';
import { type Statistics, categoryOfKey } from './use-overview.ts';

export interface CategorySectionProps {
  readonly org: string;
  readonly statistics: Statistics;
}

interface Row {
  readonly category: ShownCategory;
  readonly counts: Counts;
}

export function CategorySection({ org, statistics: { series, totals, from } }: CategorySectionProps) {
  const id = useId();
  const rows: readonly Row[] = series.map(({ key, totals: counts }) => ({ category: categoryOfKey(key), counts }));
  const largest = Math.max(1, ...rows.map(({ counts }) => sumOf(counts)));
  return (
    <Section title="By category" isFlush>
      <svg className={styles['patterns']} aria-hidden="true">
        <OutcomePatterns id={id} />
      </svg>
      <Table
        label="Pulls by category"
        rows={rows}
        keyOf={({ category }) => category}
        columns={[
          {
            id: 'category',
            title: 'Category',
            isRowHeader: true,
            cell: ({ category, counts }) => (
              <div className={styles['category']}>
                {category === 'none' ? (
                  'Images of other registries'
                ) : (
                  <Link to="/orgs/$org/pulls" params={{ org }} search={{ category, from }}>
                    {categoryTexts[category].name}
                  </Link>
                )}
                <OutcomeBar id={id} counts={counts} share={sumOf(counts) / largest} />
              </div>
            ),
          },
          ...shownOutcomes(totals).map((outcome) => ({ id: outcome, title: outcomeNames[outcome], kind: 'number' as const, cell: ({ counts }: Row) => formatNumber(counts[outcome]) })),
        ]}
      />
    </Section>
  );
}
