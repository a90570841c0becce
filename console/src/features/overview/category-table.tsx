// Every number of the chart by category, each category with the way to its pulls.
import { Link } from '@tanstack/react-router';
import { formatNumber } from '../../ui/format.ts';
import { Table } from '../../ui/table.tsx';
import { type CategoryCounts, categoryName } from './category-counts.ts';
import { type Outcome, outcomeNames } from './outcome.ts';

export interface CategoryTableProps {
  readonly org: string;
  readonly rows: readonly CategoryCounts[];
  readonly outcomes: readonly Outcome[];
  /** Of the time shown: what the links begin with. */
  readonly from: string;
}

export function CategoryTable({ org, rows, outcomes, from }: CategoryTableProps) {
  return (
    <Table
      label="Pulls by category"
      rows={rows}
      keyOf={({ category }) => category}
      columns={[
        {
          id: 'category',
          title: 'Category',
          isRowHeader: true,
          cell: ({ category }) =>
            category === 'none' ? (
              categoryName(category)
            ) : (
              <Link to="/orgs/$org/pulls" params={{ org }} search={{ category, from }}>
                {categoryName(category)}
              </Link>
            ),
        },
        ...outcomes.map((outcome) => ({ id: outcome, title: outcomeNames[outcome], kind: 'number' as const, cell: (row: CategoryCounts) => formatNumber(row[outcome]) })),
      ]}
    />
  );
}
