// Links to the next page, as registries write them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { formatNextLink, parseNextLink } from './link.ts';

const cases: readonly (readonly [string | undefined, unknown])[] = [
  [undefined, undefined],
  ['', undefined],
  ['</v2/a/tags/list?n=10&last=b>; rel="next"', { target: '/v2/a/tags/list?n=10&last=b', n: 10, last: 'b' }],
  ['</v2/a/tags/list?last=1%2B2&n=5>; rel=next', { target: '/v2/a/tags/list?last=1%2B2&n=5', n: 5, last: '1+2' }],
  ['<https://r.example/v2/a/tags/list?next_page=x>;rel="next"', { target: 'https://r.example/v2/a/tags/list?next_page=x' }],
  ['</x>; rel="prev", </y?n=1>; title="a, b"; rel="foo next"', { target: '/y?n=1', n: 1 }],
  ['</x>; rel="prev"', undefined],
  ['</x>; rel="nextish"', undefined],
  ['/x; rel="next"', undefined],
  ['</x?n=a&last=%zz>; rel="next"', { target: '/x?n=a&last=%zz' }],
  [`<${'x'.repeat(5000)}>; rel="next"`, undefined],
];

for (const [header, expected] of cases) {
  test(`next page of ${header?.slice(0, 60) ?? 'no header'}`, () => {
    assert.deepEqual(parseNextLink(header), expected);
  });
}

test('what is written reads back, whatever the tag', () => {
  const header = formatNextLink('/v2/a/b/tags/list', { n: 50, last: 'a&b="c">,d' });
  assert.equal(header, '</v2/a/b/tags/list?n=50&last=a%26b%3D%22c%22%3E%2Cd>; rel="next"');
  assert.deepEqual(parseNextLink(header), { target: '/v2/a/b/tags/list?n=50&last=a%26b%3D%22c%22%3E%2Cd', n: 50, last: 'a&b="c">,d' });
});
