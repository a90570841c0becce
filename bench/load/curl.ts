// Downloads one thing as one client does: curl, the bytes thrown away, its own figures.
import { parseJson } from '../parse-json.ts';
import { runCommand } from './run-command.ts';

const limitMs = 120_000;
const MB = 1e6;

export interface CurlOptions {
  readonly address: string;
  readonly authorization: string;
  /** Of the whole body. */
  readonly bytes: number;
  readonly signal: AbortSignal;
}

export interface Download {
  readonly megabytesPerSecond: number;
  readonly seconds: number;
}

/** Rejects unless the answer was a 200 of the wanted length. */
export async function download({ address, authorization, bytes, signal }: CurlOptions): Promise<Download> {
  const figures = '{"status":%{http_code},"bytes":%{size_download},"seconds":%{time_total}}';
  const printed = await runCommand('curl', ['-s', '-S', '-o', '/dev/null', '-H', `Authorization: ${authorization}`, '-w', figures, address], { limitMs, signal });
  const { status, bytes: got, seconds } = parseJson(printed);
  if (status !== 200 || got !== bytes || typeof seconds !== 'number') throw new Error(`${address} was not downloaded whole (${bytes} bytes): ${printed}`);
  return { megabytesPerSecond: bytes / MB / seconds, seconds };
}
