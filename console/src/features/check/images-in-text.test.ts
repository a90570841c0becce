// Whatever is pasted, the images in it are found, and what cannot be told is named.
import assert from 'node:assert/strict';
import test from 'node:test';
import { imagesInText } from './images-in-text.ts';

const found = (text: string) => {
  const { kind, images, unresolved } = imagesInText(text);
  return [kind, images.map(({ image }) => image), unresolved.map(({ image }) => image)];
};

test('names stand one a line, or with commas and spaces between them', () => {
  for (const [text, images] of [
    ['nginx', ['nginx']],
    ['  nginx:1.27 , grafana/grafana\n\n# a comment\nghcr.io/owner/image@sha256:00 # why\nnginx:1.27', ['nginx:1.27', 'grafana/grafana', 'ghcr.io/owner/image@sha256:00']],
    ['https://hub.docker.com/r/grafana/grafana\nhub.docker.com/_/nginx?tab=tags', ['grafana/grafana', 'nginx']],
    ['', []],
  ] as const) {
    assert.deepEqual(found(text), ['names', images, []]);
  }
});

test('lines of a shell name the image behind their flags', () => {
  for (const [line, images] of [
    ['docker pull nginx', ['nginx']],
    ['$ docker pull --platform linux/amd64 -q gate.example.com/library/nginx:1.27', ['gate.example.com/library/nginx:1.27']],
    ['sudo podman pull --tls-verify=false quay.io/a/b', ['quay.io/a/b']],
    ['docker run --rm -it -p 80:80 -e A=b nginx:1 sh -c true', ['nginx:1']],
    ['ctr images pull --all-platforms docker.io/library/redis:7', ['docker.io/library/redis:7']],
    ['skopeo copy docker://grafana/grafana:11 oci:x', ['grafana/grafana:11']],
    ['docker pull $IMAGE', []],
    ['docker compose up', []],
  ] as const) {
    assert.deepEqual(found(line)[1], images, line);
  }
  assert.deepEqual(found('docker pull ${IMAGE:-redis}:7')[1], ['redis:7']);
  assert.deepEqual(found('docker pull $IMAGE')[2], ['$IMAGE']);
});

test('a Dockerfile: base images, stages left out, defaults of ARG, COPY --from, and what no default tells', () => {
  const text = `# syntax=docker/dockerfile:1
ARG VERSION=1.27
ARG BASE
FROM --platform=$BUILDPLATFORM golang:1.25 AS build
FROM \${BASE} AS other
FROM nginx:\${VERSION}
COPY --from=build /a /a
COPY --from=busybox:1.37 /b /b
FROM build
FROM scratch
`;
  assert.deepEqual(found(text), ['dockerfile', ['docker/dockerfile:1', 'golang:1.25', 'nginx:1.27', 'busybox:1.37'], ['${BASE}']]);
  assert.equal(imagesInText(text).unresolved[0]?.line, 5);
});

test('a Compose file or a Kubernetes manifest: every image, with defaults of the environment', () => {
  const text = `services:
  web:
    image: "nginx:\${TAG:-1.27}" # the front
  db:
    image: postgres:17
  app:
    image: \${REGISTRY}/app
  chart:
    image: {{ .Values.image }}
  built:
    build: .
  values:
    image:
      repository: x
spec:
  containers:
    - image: 'grafana/grafana:11'
    - name: again
      image: postgres:17 # again
`;
  assert.deepEqual(found(text), ['yaml', ['nginx:1.27', 'postgres:17', 'grafana/grafana:11'], ['${REGISTRY}/app', '{{ .Values.image }}']]);
  assert.deepEqual(found('{\n "image": "nginx:1",\n "x": 1 }'), ['yaml', ['nginx:1'], []]);
});
