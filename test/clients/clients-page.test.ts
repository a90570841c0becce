// docs/clients.md shows the lines that the tests hold the clients to.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { recipes, shownVersion } from './newer/recipe.ts';
import { knownNewerClientNames, partsOf } from './newer/clients.ts';
import { badLoginLine, badManifestLine, badSignInLine, denialLine, missingLine, pushDenialLine, rateLimitLine } from './printed-line.ts';
import type { Pulled } from './printed-line.ts';

const page = readFileSync(new URL('../../docs/clients.md', import.meta.url), 'utf8');
const host = 'gate.example.com';
const custom: Pulled = { host, repository: 'someuser/custom-image', reference: 'latest' };
const nginx: Pulled = { host, repository: 'library/nginx', reference: 'latest' };
const denied = 'image access denied: community images not allowed (someuser/custom-image, organization acme)';
const foreign = 'push access denied: someuser/custom-image is neither in a namespace of your organizations nor in your own: use one of those, or ask an owner to add the namespace';
const revoked = 'this personal access token was revoked: create a new one';
const dockers = 'Error response from daemon: ';

const lines: readonly (readonly [what: string, line: string])[] = [
  ...Object.entries(denialLine).map(([name, line]) => [`denial, ${name}`, line(custom, denied)] as const),
  ...Object.entries(pushDenialLine).map(([name, line]) => [`refused push, ${name}`, line(custom, foreign)] as const),
  ...Object.entries(badSignInLine).map(([name, line]) => [`refused sign-in, ${name}`, line(nginx, revoked)] as const),
  ...Object.entries(badLoginLine).map(([name, line]) => [`refused login, ${name}`, line(host, revoked)] as const),
  ['no such tag', missingLine.docker({ ...nginx, reference: '9' }, 'upstream docker.io has no library/nginx:9 (docker.io says: manifest unknown)').slice(dockers.length)],
  ['5xx', badManifestLine.docker(nginx, '502 upstream docker.io answered with something unusable for library/nginx:latest: try again later').slice(dockers.length)],
  ['no upstream', badManifestLine.docker(nginx, '503 upstream docker.io cannot be reached for library/nginx:latest: try again later').slice(dockers.length)],
  ['limit', rateLimitLine.docker(nginx, 'upstream docker.io limits the rate of pulls and did not serve library/nginx:latest: try again later (docker.io says: ...)').slice(dockers.length)],
  ...docker29Lines(),
];

/** What it prints when upstream fails. */
function docker29Lines(): (readonly [what: string, line: string])[] {
  const noSuch: Pulled = { host, repository: 'library/no-such-image', reference: 'latest' };
  const refused = 'upstream docker.io refused access to library/no-such-image: it is private there, or does not exist (docker.io says: authentication required)';
  return [
    ['no such tag, docker-29', missingLine['docker-29']({ ...nginx, reference: '9' })],
    ['refused upstream, docker-29', denialLine['docker-29'](noSuch, refused)],
    ['5xx, docker-29', badManifestLine['docker-29'](nginx, '502 upstream docker.io answered with something unusable for library/nginx:latest: try again later')],
  ].map(([what = '', line = '']) => [what, line.slice(dockers.length)] as const);
}

for (const [what, line] of lines) {
  test(`docs/clients.md shows the line: ${what}`, () => {
    // The page shows a gateway with TLS, the tests run one without.
    const shown = line.replaceAll(`http://${host}`, `https://${host}`);
    assert.ok(page.includes(`\`${shown}\``), `not on the page: ${shown}`);
  });
}

for (const name of knownNewerClientNames) {
  test(`docs/clients.md tells which ${name} was measured`, () => {
    const row = page.split('\n').find((line) => line.startsWith(`| ${name.replace('-', ' ')} |`)) ?? '';
    for (const part of partsOf(name)) assert.ok(row.includes(shownVersion(recipes[part])), `${part} in ${row}`);
  });
}
