// Reads a policy from a file, or from stdin where the file is called `-`.
import { readFile, stat } from 'node:fs/promises';
import { CliFailure } from './failure.ts';
import { parsePolicyDocument } from './policy-document.ts';
import type { ParsedPolicyDocument } from './policy-document.ts';
import type { Terminal } from './terminal.ts';

const MiB = 1024 * 1024;
const policyBytesMax = 4 * MiB;

/** Reads and parses `file`. Throws CliFailure when it can't be read, is too large or is no policy. */
export async function readPolicyFile(file: string, terminal: Terminal): Promise<ParsedPolicyDocument> {
  if (file === '-') return parsePolicyDocument(await terminal.readInput(policyBytesMax), 'stdin');
  return parsePolicyDocument(await readTextFile(file, policyBytesMax), file);
}

/** The text of a file of at most `bytesMax`. Throws CliFailure. */
export async function readTextFile(file: string, bytesMax: number): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > bytesMax) throw new CliFailure(`${file} holds more than ${bytesMax} bytes: is it the right file?`);
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (cause instanceof CliFailure) throw cause;
    throw new CliFailure(`cannot read ${file}: ${readProblem(cause)}`, { cause });
  }
}

function readProblem(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'you may not read it';
  return cause instanceof Error ? cause.message : 'unknown reason';
}
