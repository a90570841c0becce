// A setup as a person reads and pastes it: every file and every command at the beginning of its line.
import { isAbsolute } from 'node:path';
import type { ClientSetup, ClientSetupCommand, ClientSetupEntry, ClientSetupFile } from '../../contract/client-setup.ts';
import { formatColumns, printable } from '../columns.ts';
import type { Terminal } from '../terminal.ts';
import type { WrittenFile } from './write-files.ts';

/** The list of clients, and below it what keeps some of them from being set up. */
export function formatClients(terminal: Terminal, clients: readonly ClientSetupEntry[]): string {
  const rows = clients.map(({ client, summary, systems, variants, problem }) => [
    client,
    problem === null ? 'yes' : ({ text: 'not yet', tone: 'yellow' } as const),
    variants.map(({ name }) => name).join(' '),
    systems.join(' '),
    summary,
  ]);
  const problems = [...new Set(clients.flatMap(({ problem }) => problem ?? []))];
  const which = (problem: string): string => clients.filter((entry) => entry.problem === problem).map(({ client }) => client).join(', ');
  return [
    formatColumns(terminal, ['CLIENT', 'READY', 'VARIANTS', 'SYSTEMS', 'WHAT IT IS'], rows),
    ...problems.map((problem) => `\nNot yet: ${printable(which(problem))}\n  ${printable(problem)}`),
  ].join('\n');
}

export function formatSetup(terminal: Terminal, setup: ClientSetup): string {
  const files = setup.files.map((file) => `${fileTitle(terminal, file)}\n\n${printableLines(file.content.replaceAll('\r\n', '\n').trimEnd())}`);
  return [title(terminal, setup), ...files, ...commandBlock(terminal, 'Then run', setup.commands), ...notes(terminal, setup), `The way back: ${undoLine(setup)}`].join('\n\n');
}

/** What follows once the files are written. */
export function formatWritten(terminal: Terminal, setup: ClientSetup, { folder, written }: { readonly folder: string; readonly written: readonly WrittenFile[] }): string {
  const list = written.map(({ path, isNew }) => `${isNew ? 'written' : 'there already'}: ${printable(path)}`).join('\n');
  const isLaidOut = setup.files.some(({ path }) => path.startsWith('/')) && !isRoot(folder);
  const copy: readonly ClientSetupCommand[] = isLaidOut ? [{ line: `sudo cp -ri ${quoted(`${folder.replace(/\/+$/, '')}/.`)} /`, purpose: 'puts the files where they go, and asks before it replaces one' }] : [];
  return [title(terminal, setup), list, ...commandBlock(terminal, 'Then run', [...copy, ...setup.commands]), ...notes(terminal, setup), `The way back: ${undoLine(setup)}`].join('\n\n');
}

export function formatUndo(terminal: Terminal, setup: ClientSetup): string {
  return [title(terminal, setup), ...commandBlock(terminal, 'The way back', setup.undo)].join('\n\n');
}

function title(terminal: Terminal, { client, os, variant }: ClientSetup): string {
  return terminal.tone('bold', printable(`${client} (${os}, ${variant})`));
}

function fileTitle(terminal: Terminal, { path, mode, purpose, part }: ClientSetupFile): string {
  const place = isAbsolute(path) || path.includes('\\') ? path : `${path}, in any folder`;
  return `${terminal.tone('bold', printable(`--- ${part ? 'in ' : ''}${place} (${mode})`))}\n${printable(purpose)}`;
}

function commandBlock(terminal: Terminal, heading: string, commands: readonly ClientSetupCommand[]): readonly string[] {
  return [[terminal.tone('bold', `--- ${heading}`), ...commands.flatMap(({ line, purpose }) => ['', terminal.tone('dim', `# ${printable(purpose)}`), printable(line)])].join('\n')];
}

function notes(terminal: Terminal, setup: ClientSetup): readonly string[] {
  if (setup.notes.length === 0) return [];
  return [[terminal.tone('bold', '--- To know'), '', ...setup.notes.map((note) => `- ${printable(note)}`)].join('\n')];
}

function undoLine({ client, os, variant }: ClientSetup): string {
  return printable(`pullgate setup ${client} --os ${os} --variant ${variant} --undo`);
}

function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

function isRoot(folder: string): boolean {
  return /^\/+$/.test(folder);
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
