// Builds one client from the module that Go's own client fetches and checks: a module of ours requires it, so that none of its source is kept here.
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from '../../upstream/command.ts';
import { clientsFolder, folderOf } from './cached.ts';
import { recipes } from './recipe.ts';
import type { NewerName, Recipe } from './recipe.ts';

const buildTimeoutMs = 30 * 60 * 1000;

/** Builds all programs of `name` into its folder, which appears whole or not at all. With low priority: tests may be running. */
export async function build(name: NewerName, go: string): Promise<void> {
  const recipe: Recipe = recipes[name];
  await mkdir(clientsFolder, { recursive: true });
  const folder = await mkdtemp(join(clientsFolder, `.building-${name}-`));
  const env = { ...process.env, CGO_ENABLED: '0', GOTOOLCHAIN: 'local' };
  const options = { cwd: folder, env, timeoutMs: buildTimeoutMs };
  try {
    await writeFile(join(folder, 'go.mod'), await requiring(recipe, go, options));
    const version = recipe.printedVersion ?? recipe.version;
    const flags = ['-mod=mod', '-buildvcs=false', '-trimpath', '-tags', (recipe.tags ?? []).join(',')];
    const linking = ['-ldflags', `-s -w${recipe.versionVariable === undefined ? '' : ` -X ${recipe.versionVariable}=${version}`}`];
    // Go takes a module without go.mod for one of Go 1.16.
    const language = recipe.requirements === undefined ? [] : [`-gcflags=${recipe.module}/...=-lang=go1.25`];
    for (const [program, path] of Object.entries(recipe.programs)) {
      await mustRun('nice', ['-n', '19', go, 'build', ...flags, ...language, ...linking, '-o', join(folder, 'bin', program), path === '' ? recipe.module : `${recipe.module}/${path}`], options);
    }
    await rename(join(folder, 'bin'), folderOf(name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A go.mod that requires the client's module, and what a module without go.mod lists elsewhere. */
async function requiring({ module, version, requirements, requires = [] }: Recipe, go: string, options: { cwd: string; env: NodeJS.ProcessEnv; timeoutMs: number }): Promise<string> {
  const own = ['module pullgate.test/client\n', ...[`${module} ${version}`, ...requires].map((required) => `require ${required}`), ''].join('\n');
  const { Dir, GoMod } = JSON.parse(await mustRun(go, ['mod', 'download', '-json', `${module}@${version}`], options)) as { Dir: string; GoMod: string };
  const listed = await readFile(requirements === undefined ? GoMod : join(Dir, requirements), 'utf8');
  if (requirements !== undefined) return listed.replace(/^module .*$/m, own);
  const language = /^go .*$/m.exec(listed)?.[0] ?? '';
  return `${own}\n${language}\n`;
}
