// Reads what the server answered: a bounded body, parsed by the contract, or the server's own words for what is wrong.
import { z } from 'zod';
import type { ZodType } from 'zod';
import { CliFailure } from './failure.ts';
import { explainRefusal } from './api-failure.ts';

const MiB = 1024 * 1024;
const answerBytesMax = 16 * MiB;

interface Expected<Answer> {
  readonly server: string;
  readonly answer: ZodType<Answer>;
}

/** Parses the answer; throws CliFailure when it is a refusal or of another shape. */
export async function readAnswer<Answer>(response: Response, { server, answer }: Expected<Answer>): Promise<Answer> {
  const text = await readBounded(response, server);
  if (response.status >= 300 && response.status < 400) {
    const target = response.headers.get('location') ?? 'nowhere';
    throw new CliFailure(`${server} redirects to ${target}: give that server's address with --server`);
  }
  const body = parseJson(text);
  if (!response.ok) throw explainRefusal({ server, status: response.status, headers: response.headers, body });
  const parsed = answer.safeParse(text === '' ? undefined : body);
  if (parsed.success) return parsed.data;
  if (text !== '' && body === undefined) {
    throw new CliFailure(`${server} does not answer as Pullgate's admin API: give its address with --server (the gateway's is another one)`);
  }
  throw new CliFailure(`${server} answered in a shape that this pullgate does not know: use the server's own version`, {
    problems: parsed.error.issues.slice(0, 10).map(({ path, message }) => `${path.join('.')}: ${message}`),
  });
}

/** The pieces of a file; throws CliFailure when the answer is a refusal. */
export async function* readFileAnswer(response: Response, { server }: { readonly server: string }): AsyncGenerator<Uint8Array, void> {
  if (response.status !== 200) await readAnswer(response, { server, answer: z.never() });
  if (response.body !== null) yield* response.body as AsyncIterable<Uint8Array>;
}

async function readBounded(response: Response, server: string): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > answerBytesMax) throw new CliFailure(`${server} answered with more than ${answerBytesMax / MiB} MiB: ask for less`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Undefined when the text is no JSON: the caller says what that means. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
