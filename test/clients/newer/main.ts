// `npm run clients:newer`: builds the newer clients once; `-- --all` the heavy ones too, `-- NAME ...` those that are named.
import { statSync } from 'node:fs';
import { build } from './build.ts';
import { isBuilt, programOf } from './cached.ts';
import { findGo } from './go.ts';
import { newerNames, recipes } from './recipe.ts';
import type { NewerName, Recipe } from './recipe.ts';

const MiB = 1024 * 1024;
const asked = process.argv.slice(2);
const unknown = asked.filter((word) => word !== '--all' && !newerNames.some((name) => name === word));
if (unknown.length > 0) {
  console.error(`no such client: ${unknown.join(', ')}: there are ${newerNames.join(', ')}, and --all`);
  process.exit(2);
}

function isWanted(name: NewerName): boolean {
  if (asked.includes('--all') || asked.includes(name)) return true;
  return asked.length === 0 && (recipes[name] as Recipe).isHeavy !== true;
}

const failed: string[] = [];
let go: string | undefined;
for (const name of newerNames) {
  const { version, programs } = recipes[name];
  if (isBuilt(name)) console.log(`${name} ${version}: built already`);
  else if (!isWanted(name)) console.log(`${name} ${version}: left out, as it takes minutes: npm run clients:newer -- ${name} builds it`);
  else {
    const startedMs = Date.now();
    try {
      go ??= await findGo();
      await build(name, go);
      const sizes = Object.keys(programs).map((program) => `${program} ${(statSync(programOf(name, program)).size / MiB).toFixed(1)} MiB`);
      console.log(`${name} ${version}: built in ${((Date.now() - startedMs) / 1000).toFixed(0)} s: ${sizes.join(', ')}`);
    } catch (error) {
      failed.push(name);
      console.error(`${name} ${version}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
process.exitCode = failed.length === 0 ? 0 : 1;
