// Columns line up whatever the cells hold, and no cell can steer the terminal.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import test from 'node:test';
import { formatColumns, formatFields } from './columns.ts';
import { createTerminal } from './terminal.ts';

function terminalOn(isTTY: boolean, allowsColours: boolean) {
  const output = Object.assign(new PassThrough(), { isTTY });
  return createTerminal({ input: new PassThrough(), output, errors: new PassThrough() }, { allowsColours });
}

const titles = ['NAME', 'RESULT', 'WHY'];
const rows = [
  ['nginx', { text: 'permit', tone: 'green' }, 'official'],
  ['a-longer-name', { text: 'deny', tone: 'red' }, ''],
] as const;

test('columns are as wide as their widest cell, and no line ends in a space', () => {
  assert.equal(formatColumns(terminalOn(false, true), titles, rows), ['NAME           RESULT  WHY', 'nginx          permit  official', 'a-longer-name  deny'].join('\n'));
});

test('colours appear on a terminal that wants them, and do not move the columns', () => {
  const coloured = formatColumns(terminalOn(true, true), titles, rows);
  assert.match(coloured, /\u001b\[32mpermit\u001b\[39m {2}official/);
  assert.equal(coloured.replace(/\u001b\[\d+m/g, '').replace(/ +$/gm, ''), formatColumns(terminalOn(false, true), titles, rows));
  assert.doesNotMatch(formatColumns(terminalOn(true, false), titles, rows), /\u001b/);
});

test('control characters, line breaks and direction marks are shown as question marks', () => {
  assert.equal(formatColumns(terminalOn(false, false), ['A'], [['x\u001b[2Jy\nz\u202e\u0000']]), 'A\nx?[2Jy?z??');
});

test('a cell that is missing is empty', () => {
  assert.equal(formatColumns(terminalOn(false, false), ['A', 'B'], [['x']]), 'A  B\nx');
});

test('fields line up', () => {
  assert.equal(formatFields([['Name', 'x'], ['Longer name', 'y'], ['Empty', '']]), 'Name         x\nLonger name  y\nEmpty');
});
