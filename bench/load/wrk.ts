// Asks for one address as often as a server can answer: Debian's wrk, one thread.
import { fileURLToPath } from 'node:url';
import { parseJson } from '../parse-json.ts';
import { runCommand } from './run-command.ts';

const script = fileURLToPath(new URL('wrk-summary.lua', import.meta.url));

export interface WrkOptions {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** Bytes of the body that each answer must have. */
  readonly bodyBytes: number;
  readonly signal: AbortSignal;
}

export interface WrkResult {
  readonly requestsPerSecond: number;
  readonly p50Us: number;
  readonly p99Us: number;
}

/** Rejects unless every answer was a 200 or other success with a body of at least the wanted length. */
export async function runWrk({ address, headers, connections, seconds, bodyBytes, signal }: WrkOptions): Promise<WrkResult> {
  const header = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const printed = await runCommand('wrk', ['-t1', '--timeout', '20s', `-c${connections}`, `-d${seconds}s`, '-s', script, ...header, address], { limitMs: seconds * 1000 + 20_000, signal });
  const counted = parseJson(/^\{.*\}$/m.exec(printed)?.[0] ?? '{}');
  const count = (name: string): number => {
    const value = counted[name];
    if (typeof value !== 'number') throw new Error(`wrk did not tell ${name}: ${printed}`);
    return value;
  };
  const requests = count('requests');
  if (requests === 0 || count('refused') > 0 || count('broken') > 0) throw new Error(`${requests} answers from ${address}, ${count('refused')} of them refusals, and ${count('broken')} failures`);
  if (count('bytes') < requests * bodyBytes) throw new Error(`${address} answered with ${Math.round(count('bytes') / requests)} bytes each time, less than the body's ${bodyBytes}`);
  return { requestsPerSecond: (requests / count('durationUs')) * 1e6, p50Us: count('p50Us'), p99Us: count('p99Us') };
}
