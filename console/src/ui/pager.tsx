// Turns the pages of a list that the API gives in pages.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from './button.tsx';
import { formatNumber } from './format.ts';
import styles from './pager.module.css';

export interface PagerProps {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  /** Of the whole list. */
  readonly count: number;
  readonly onPage: (page: number) => void;
  /** `members` */
  readonly what: string;
}

/** Nothing where there is one page. */
export function Pager({ page, pageSize, count, onPage, what }: PagerProps) {
  const pages = Math.max(1, Math.ceil(count / pageSize));
  if (pages === 1) return null;
  const first = (page - 1) * pageSize + 1;
  const last = Math.min(count, page * pageSize);
  return (
    <nav className={styles['pager']} aria-label={`Pages of ${what}`}>
      <span>
        {first > count ? `No ${what} on page ${formatNumber(page)}` : `${formatNumber(first)} to ${formatNumber(last)} of ${formatNumber(count)} ${what}`}
      </span>
      <Button size="small" aria-label="Previous page" icon={<ChevronLeft aria-hidden="true" />} isDisabled={page <= 1} onPress={() => onPage(Math.min(pages, page - 1))} />
      <Button size="small" aria-label="Next page" icon={<ChevronRight aria-hidden="true" />} isDisabled={page >= pages} onPress={() => onPage(page + 1)} />
    </nav>
  );
}
