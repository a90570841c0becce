// The terminal as the commands see it: lines out, secrets in, colours only where they are wanted.
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Readable } from 'node:stream';
import { styleText } from 'node:util';
import { CliFailure } from './failure.ts';

const KiB = 1024;
const secretBytesMax = 4 * KiB;
const clearRestOfLine = '\u001b[K'; // ECMA-48, "EL"

export type Tone = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

export interface Terminal {
  /** Writes one line, or several, to stdout. */
  readonly print: (text: string) => void;
  /** Writes bytes to stdout as they are, and resolves when there is room for more. */
  readonly write: (bytes: Uint8Array) => Promise<void>;
  /** Writes one line, or several, to stderr. */
  readonly warn: (text: string) => void;
  /** Shows `text` on stderr in place of what it showed before, when that is a terminal; '' takes it away. */
  readonly showProgress: (text: string) => void;
  /** Colours `text` when stdout is a terminal that wants colours. */
  readonly tone: (tone: Tone, text: string) => string;
  /** Whether a person can be asked. */
  readonly isInteractive: boolean;
  /** All of stdin as UTF-8; fails beyond `maxBytes`. */
  readonly readInput: (maxBytes: number) => Promise<string>;
  /** One line typed without echo, or the first line of stdin when that is no terminal. */
  readonly readSecret: (question: string) => Promise<string>;
}

/** The process's streams; `isTTY` is absent on pipes and files. */
export interface TerminalStreams {
  readonly input: Readable & { readonly isTTY?: boolean };
  readonly output: Writable & { readonly isTTY?: boolean };
  readonly errors: Writable & { readonly isTTY?: boolean };
}

/** Builds the terminal on three streams. */
export function createTerminal(streams: TerminalStreams, options: { readonly allowsColours: boolean }): Terminal {
  const hasColours = options.allowsColours && streams.output.isTTY === true;
  const isInteractive = streams.input.isTTY === true && streams.errors.isTTY === true;
  const readInput = (maxBytes: number): Promise<string> => readAll(streams.input, maxBytes);
  return {
    print: (text) => void streams.output.write(`${text}\n`),
    write: async (bytes) => {
      if (!streams.output.write(bytes)) await once(streams.output, 'drain');
    },
    warn: (text) => void streams.errors.write(`${text}\n`),
    showProgress: (text) => {
      if (streams.errors.isTTY === true) streams.errors.write(`\r${text}${clearRestOfLine}`);
    },
    tone: (tone, text) => (hasColours ? styleText(tone, text, { validateStream: false }) : text),
    isInteractive,
    readInput,
    readSecret: async (question) => {
      if (isInteractive) return askWithoutEcho(streams, question);
      const [line = ''] = (await readInput(secretBytesMax)).split(/\r?\n/, 1);
      return line;
    },
  };
}

async function readAll(input: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new CliFailure(`stdin holds more than ${maxBytes} bytes: is it the right file?`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function askWithoutEcho(streams: TerminalStreams, question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: streams.input, output: nowhere, terminal: true });
  const stop = new AbortController();
  lines.once('SIGINT', () => stop.abort());
  lines.once('close', () => stop.abort());
  streams.errors.write(question);
  try {
    return await lines.question('', { signal: stop.signal });
  } catch (cause) {
    throw new CliFailure('stopped: nothing was typed', { cause });
  } finally {
    lines.close();
    streams.errors.write('\n');
  }
}
