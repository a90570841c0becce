// Puts a file that the server makes on stdout, or under a name.
import { open } from 'node:fs/promises';
import type { ApiClient } from './api-client.ts';
import { printable } from './columns.ts';
import type { CliContext } from './context.ts';
import { CliFailure } from './failure.ts';

/** Where the file comes from, and goes to; without `output` to stdout. */
export interface Download {
  readonly api: ApiClient;
  readonly path: string;
  readonly output: string | undefined;
}

/** The file of a failed export stays half there, and the failure says so. @throws CliFailure */
export async function saveDownload({ terminal }: CliContext, { api, path, output }: Download): Promise<void> {
  if (output === undefined) return api.download(path, terminal.write);
  const file = await open(output, 'w', 0o600).catch((cause: unknown) => {
    throw new CliFailure(`cannot write ${printable(output)} (${cause instanceof Error ? cause.message : String(cause)}): name a file in a folder that you may write to`, { cause });
  });
  try {
    await api.download(path, (piece) => file.appendFile(piece));
  } finally {
    await file.close();
  }
  terminal.warn(`Written: ${printable(output)}`);
}
