// The lines of docs/webhooks.md that verify a signature, run as they are printed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { run } from '../upstream/command.ts';

const page = readFileSync(new URL('../../docs/webhooks.md', import.meta.url), 'utf8');

export interface Delivered {
  /** `Pullgate-Signature` */
  readonly header: string;
  readonly secret: string;
  readonly body: string;
}

type Verify = (delivered: Delivered) => Promise<boolean>;

/** The lines in JavaScript, in a process of their own, as CommonJS. */
export const verifyInNode: Verify = (delivered) =>
  say(process.execPath, ['-e', `const { header, secret, body } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));\n${printed('js')}\nconsole.log(isGood);`], delivered);

/** The lines in Python. */
export const verifyInPython: Verify = (delivered) =>
  say('python3', ['-c', `import json, sys\ngiven = json.load(sys.stdin)\nheader, secret, body = given["header"], given["secret"], given["body"].encode()\n${printed('python')}\nprint(str(is_good).lower())`], delivered);

async function say(command: string, words: readonly string[], delivered: Delivered): Promise<boolean> {
  const { status, stdout, stderr } = await run(command, words, { input: JSON.stringify(delivered) });
  assert.deepEqual([status, stderr], [0, '']);
  return stdout === 'true\n' || (stdout === 'false\n' ? false : assert.fail(stdout));
}

function printed(language: string): string {
  return page.split(`\`\`\`${language}\n`)[1]?.split('\n```')[0] ?? assert.fail(`docs/webhooks.md has no lines of ${language}`);
}
