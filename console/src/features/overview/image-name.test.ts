// Repositories of the statistics, as links and people name them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { shownImage, splitImage } from './image-name.ts';

for (const [image, shown, registry, repository] of [
  ['docker.io/someuser/custom-image', 'someuser/custom-image', 'docker.io', 'someuser/custom-image'],
  ['docker.io/library/nginx', 'library/nginx', 'docker.io', 'library/nginx'],
  ['ghcr.io/owner/image/part', 'ghcr.io/owner/image/part', 'ghcr.io', 'owner/image/part'],
  ['localhost:5000/a', 'localhost:5000/a', 'localhost:5000', 'a'],
] as const) {
  test(`${image} is shown as ${shown}`, () => {
    assert.equal(shownImage(image), shown);
    assert.deepEqual(splitImage(image), { registry, repository });
  });
}
