import assert from 'node:assert/strict';
import test from 'node:test';
import { parseEndpoint } from '../../core/distribution/endpoint.ts';
import { actionOf, allowedMethods, findWriteOperation } from './write-operation.ts';

const digest = `sha256:${'a'.repeat(64)}`;
const rows: readonly (readonly [request: string, kind: string])[] = [
  ['POST /v2/acme/app/blobs/uploads/', 'start-upload push'],
  ['POST /v2/acme/app/blobs/uploads', 'start-upload push'],
  ['GET /v2/acme/app/blobs/uploads/s', 'upload-state push'],
  ['PATCH /v2/acme/app/blobs/uploads/s', 'send-chunk push'],
  ['PUT /v2/acme/app/blobs/uploads/s', 'finish-upload push'],
  ['DELETE /v2/acme/app/blobs/uploads/s', 'cancel-upload push'],
  ['PUT /v2/acme/app/manifests/latest', 'put-manifest push'],
  ['DELETE /v2/acme/app/manifests/latest', 'delete-manifest delete'],
  [`DELETE /v2/acme/app/blobs/${digest}`, 'delete-blob delete'],
  ['PUT /v2/acme/app/blobs/uploads/', 'none'],
  ['POST /v2/acme/app/blobs/uploads/s', 'none'],
  ['toString /v2/acme/app/blobs/uploads/s', 'none'],
  ['GET /v2/acme/app/manifests/latest', 'none'],
  ['POST /v2/acme/app/manifests/latest', 'none'],
  [`PUT /v2/acme/app/blobs/${digest}`, 'none'],
  ['DELETE /v2/acme/app/tags/list', 'none'],
  [`PUT /v2/acme/app/referrers/${digest}`, 'none'],
  ['POST /v2/', 'none'],
];

for (const [request, said] of rows) {
  test(`${request}: ${said}`, () => {
    const [method = '', path = ''] = request.split(' ');
    const endpoint = parseEndpoint(path);
    const found = findWriteOperation(endpoint, method);
    assert.equal(found === undefined ? 'none' : `${found.kind} ${actionOf(found)}`, said);
    if (found !== undefined) assert.ok(allowedMethods(endpoint).includes(method));
  });
}
