// The list of records, of which only those in sight are in the page: a hundred thousand scroll as smoothly as ten.
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { PullRow } from './pull-row.tsx';
import type { Pull } from './pull-names.ts';
import type { Filters } from './pulls-search.ts';
import { useIsNarrow } from './use-is-narrow.ts';
import styles from './pull-grid.module.css';

/** As pull-grid.module.css has them. */
const rowRems = { wide: 2.625, narrow: 5.375 } as const;
const rowsAhead = 12;
/** So many rows before the end the next page is asked for. */
const rowsToSpare = 400;
const rowsOfPage = 12;

export interface PullGridProps {
  readonly rows: readonly Pull[];
  /** Older ones are not loaded yet. */
  readonly hasOlder: boolean;
  readonly onNeedOlder: () => void;
  readonly onOpen: (pull: Pull) => void;
  readonly onFilter: (filters: Filters) => void;
}

const columns = ['Time', 'Person', 'Image', 'Result', 'Category', 'Rule', 'Client'] as const;

/** Not 16 where the reader chose a larger type, nor on very large screens. */
function pixelsPerRem(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}

export function PullGrid({ rows, hasOlder, onNeedOlder, onOpen, onFilter }: PullGridProps) {
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [current, setCurrent] = useState(0);
  const wantsFocus = useRef(false);
  const rowHeight = (useIsNarrow() ? rowRems.narrow : rowRems.wide) * pixelsPerRem();
  const currentIndex = Math.min(current, rows.length - 1);
  const estimateSize = useCallback(() => rowHeight, [rowHeight]);
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    estimateSize,
    overscan: rowsAhead,
    scrollMargin: top,
    scrollPaddingStart: 56, // what stands still at the top
    // The row that has the focus stays in the page wherever one scrolls.
    rangeExtractor: (range: Range) => [...new Set([...defaultRangeExtractor(range), currentIndex])].filter((index) => index >= 0).sort((one, other) => one - other),
  });
  useLayoutEffect(() => virtualizer.measure(), [rowHeight, virtualizer]);
  // What stands above may grow and shrink: chips, a banner.
  useLayoutEffect(() => {
    const measureTop = (): void => setTop(Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY));
    measureTop();
    const observer = new ResizeObserver(measureTop);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (hasOlder && last >= rows.length - rowsToSpare) onNeedOlder();
  }, [hasOlder, last, rows.length, onNeedOlder]);
  useEffect(() => {
    if (!wantsFocus.current) return;
    const row = body.current?.querySelector<HTMLElement>(`[data-index="${currentIndex}"]`);
    if (row === null || row === undefined) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const goTo = (index: number): void => {
    const target = Math.max(0, Math.min(rows.length - 1, index));
    wantsFocus.current = true;
    setCurrent(target);
    virtualizer.scrollToIndex(target);
  };
  const openFrom = ({ target }: { readonly target: EventTarget }): boolean => {
    if (!(target instanceof HTMLElement) || target.closest('button') !== null) return false;
    const row = target.closest<HTMLElement>('[data-index]');
    const index = Number(row?.dataset['index'] ?? -1);
    const pull = rows[index];
    if (pull === undefined) return false;
    setCurrent(index);
    onOpen(pull);
    return true;
  };
  const press = (event: KeyboardEvent): void => {
    if (event.target instanceof HTMLButtonElement) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: currentIndex + 1, ArrowUp: currentIndex - 1, PageDown: currentIndex + rowsOfPage, PageUp: currentIndex - rowsOfPage, Home: 0, End: rows.length - 1 };
    const step = steps[event.key];
    if (step !== undefined) goTo(step);
    else if (!((event.key === 'Enter' || event.key === ' ') && openFrom(event))) return;
    event.preventDefault();
  };

  return (
    <div className={styles['grid']} role="grid" aria-label="Pulls, newest first" aria-rowcount={hasOlder ? -1 : rows.length + 1} aria-colcount={columns.length} onKeyDown={press} onClick={(event: MouseEvent) => void openFrom(event)}>
      <div role="rowgroup" className={styles['head']}>
        <div role="row" aria-rowindex={1} className={styles['headRow']}>
          {columns.map((title) => (
            <div key={title} role="columnheader" className={styles[title.toLowerCase()]}>
              {title}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles['body']} ref={body} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const pull = rows[index];
          return pull === undefined ? null : <PullRow key={pull.id} pull={pull} index={index} top={start - top} isCurrent={index === currentIndex} onFilter={onFilter} />;
        })}
      </div>
    </div>
  );
}
