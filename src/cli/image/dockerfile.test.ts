// The images of a Dockerfile are those that its build pulls, and no stage of its own.
import assert from 'node:assert/strict';
import test from 'node:test';
import { CliFailure } from '../failure.ts';
import { imagesOfDockerfile } from './dockerfile.ts';

const cases: readonly { readonly name: string; readonly lines: readonly string[]; readonly images: readonly string[] }[] = [
  { name: 'FROM in any case, with a platform', lines: ['from --platform=linux/amd64 nginx:1.27'], images: ['nginx:1.27'] },
  { name: 'stages by name and number are no images', lines: ['FROM node:22 AS Build', 'FROM build AS second', 'COPY --from=build /a /b', 'COPY --from=0 /a /b', 'FROM second'], images: ['node:22'] },
  { name: 'scratch is no image', lines: ['FROM scratch'], images: [] },
  { name: 'COPY --from an image', lines: ['FROM scratch', 'COPY --chown=1 --from=ghcr.io/owner/tool:1 /a /b'], images: ['ghcr.io/owner/tool:1'] },
  { name: 'RUN --mount from an image', lines: ['FROM scratch', 'RUN --mount=type=bind,from=owner/cache,target=/x --mount=type=tmpfs,target=/y true'], images: ['owner/cache'] },
  { name: 'arguments before the first FROM', lines: ['ARG NAME=node', 'ARG TAG="22"', 'FROM ${NAME}:$TAG', 'FROM ${OTHER:-redis}'], images: ['node:22', 'redis'] },
  { name: 'arguments of a stage do not count', lines: ['ARG NAME=node', 'FROM scratch', 'ARG NAME=evil', 'FROM $NAME'], images: ['node'] },
  { name: 'continued lines, comments between them', lines: ['FROM \\', '# a comment', '  --platform=linux/amd64 \\', '  nginx'], images: ['nginx'] },
  { name: 'here-documents are no instructions', lines: ['FROM nginx', 'RUN <<EOF', 'FROM evil', 'EOF', 'COPY <<-"A" <<B /x/', 'FROM evil', 'A', 'FROM evil', 'B', 'FROM redis'], images: ['nginx', 'redis'] },
  { name: 'the syntax directive, in the first comments alone', lines: ['# escape=\\', '# syntax=docker/dockerfile:1', 'FROM nginx', '# syntax=owner/other'], images: ['docker/dockerfile:1', 'nginx'] },
  { name: 'a comment that is no directive ends them', lines: ['# hello', '# syntax=docker/dockerfile:1', 'FROM nginx'], images: ['nginx'] },
];

for (const { name, lines, images } of cases) {
  test(name, () => assert.deepEqual(imagesOfDockerfile(lines.join('\n'), 'Dockerfile'), images));
}

test('an argument without a default is told with its line', () => {
  assert.throws(
    () => imagesOfDockerfile('ARG BASE\nFROM ${BASE}\nFROM nginx\nCOPY --from=$TOOL /a /b\n', 'Dockerfile'),
    (failure) => {
      assert.ok(failure instanceof CliFailure);
      assert.deepEqual(failure.problems.map((problem) => problem.split(' ')[0]), ['Dockerfile:2:', 'Dockerfile:4:']);
      return true;
    },
  );
});
