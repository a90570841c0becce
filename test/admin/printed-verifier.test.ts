// The lines of docs/activity.md that verify an export without Pullgate, run as they are printed, against what the server exports.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import type { TestContext } from 'node:test';
import { anAct } from '../../src/store/conformance/store-under-test.ts';
import { requireTools } from '../clients/tool.ts';
import { run } from '../upstream/command.ts';
import { openInstallation } from './installation.ts';

const page = readFileSync(new URL('../../docs/activity.md', import.meta.url), 'utf8');
const printed = page.match(/^python3 - activity\.jsonl <<'EOF'\n[^]*?^EOF\n/m)?.[0] ?? '';
const skip = requireTools('python3');

async function exported(t: TestContext): Promise<{ readonly text: string; readonly verify: (text: string) => Promise<{ readonly status: number | null; readonly said: string }> }> {
  const { as, store } = await openInstallation(t, { withSecondOrganization: false });
  for (const name of ['späť "\\ \n\u2028\u0085', ',"hash":"', '<script>']) await store.recordAct(anAct({ name, before: { name, list: [1, null, true] } }));
  const { status, text } = await (await as('owner'))('GET', '/v2/orgs/acme/activity/export?format=jsonl');
  assert.equal(status, 200);
  const folder = await mkdtemp(join(tmpdir(), 'pullgate-export-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const verify = async (jsonl: string) => {
    await writeFile(join(folder, 'activity.jsonl'), jsonl);
    const { status: code, stdout, stderr } = await run('sh', ['-c', printed], { cwd: folder });
    return { status: code, said: stdout + stderr };
  };
  return { text, verify };
}

test('the printed lines find an export as it was written to be so', { skip }, async (t) => {
  const { text, verify } = await exported(t);
  const lines = text.trimEnd().split('\n');
  const { hash } = JSON.parse(lines.at(-1)!) as { readonly hash: string };
  assert.deepEqual(await verify(text), { status: 0, said: `${lines.length} entries, the last is ${hash}\n` });
});

test('the printed lines name the entry from which on an export is not as it was written', { skip }, async (t) => {
  const { text, verify } = await exported(t);
  const lines = text.trimEnd().split('\n');
  const joined = (changed: readonly string[]) => `${changed.join('\n')}\n`;
  for (const [what, changed, entry] of [
    ['a name was changed', lines.with(2, lines[2]!.replace('<script>', '<SCRIPT>').replace('"name":"', '"name":"x')), 3],
    ['its hash too', lines.with(1, lines[1]!.replace(/"hash":"[0-9a-f]{4}/, '"hash":"0000')), 2],
    ['an entry was taken out', lines.toSpliced(1, 1), 2],
    ['the first was taken out', lines.slice(1), 1],
    ['two changed places', [lines[1]!, lines[0]!, ...lines.slice(2)], 1],
    ['something stands behind the hash', lines.with(1, `${lines[1]!.slice(0, -1)},"name":"mallory"}`), 2],
  ] as const) {
    assert.deepEqual(await verify(joined(changed)), { status: 1, said: `entry ${entry} is not as it was written\n` }, what);
  }
});
