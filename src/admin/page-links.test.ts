// Links between the pages of a list.
import assert from 'node:assert/strict';
import test from 'node:test';
import { pageBounds, pageLinks } from './page-links.ts';

const address = new URL('https://hub.example:8443/v2/orgs/acme/members/?role=owner');
const link = (page: number): string => `https://hub.example:8443/v2/orgs/acme/members/?role=owner&page=${page}&page_size=10`;

const cases = [
  { total: 0, page: 1, next: null, previous: null },
  { total: 10, page: 1, next: null, previous: null },
  { total: 11, page: 1, next: link(2), previous: null },
  { total: 11, page: 2, next: null, previous: link(1) },
  { total: 30, page: 2, next: link(3), previous: link(1) },
  { total: 11, page: 9, next: null, previous: link(2) },
  { total: 0, page: 9, next: null, previous: null },
];

test('there is a next page only before the last, and a previous one only of what is there', () => {
  for (const { total, page, next, previous } of cases) assert.deepEqual(pageLinks(address, total, { page, page_size: 10 }), { next, previous }, JSON.stringify({ total, page }));
});

test('pages follow each other without a gap', () => {
  assert.deepEqual([1, 2, 3].map((page) => pageBounds({ page, page_size: 10 })), [{ limit: 10, offset: 0 }, { limit: 10, offset: 10 }, { limit: 10, offset: 20 }]);
});
