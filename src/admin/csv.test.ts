// No cell of an export runs in a spreadsheet, and every cell comes back whole.
import assert from 'node:assert/strict';
import test from 'node:test';
import { loadCsv } from './csv.ts';

const csv = await loadCsv();

for (const [cell, expected] of [
  ['docker/29', 'docker/29'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['two\nlines', '"two\nlines"'],
  ['two\rlines', '"two\rlines"'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  [-1, '-1'],
  [0, '0'],
  [true, 'true'],
  [false, 'false'],
  [null, ''],
] as const) {
  test(`the cell ${JSON.stringify(cell)} is written ${JSON.stringify(expected)}`, () => assert.equal(csv([[cell, 'end']]), `${expected},end\r\n`));
}

test('no rows are no text', () => assert.equal(csv([]), ''));
