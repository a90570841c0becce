// What the address bar of this page may say; everything else in it is left out.

export interface HistorySearch {
  /** Of the list, from 1. */
  readonly page?: string;
  /** Opened whole. */
  readonly revision?: string;
  /** What the opened one is held against; left out: the one before. */
  readonly against?: 'now';
}

const number = /^[1-9]\d{0,8}$/;

export function parseHistorySearch({ page, revision, against }: Record<string, unknown>): HistorySearch {
  return {
    ...(typeof page === 'string' && number.test(page) && page !== '1' && { page }),
    ...(typeof revision === 'string' && number.test(revision) && { revision }),
    ...(against === 'now' && { against }),
  };
}
