// The codes of the distribution spec and the bodies that carry them.
import assert from 'node:assert/strict';
import test from 'node:test';
import { isRegistryErrorCode, RegistryError, registryErrorBody, registryErrorStatus } from './error.ts';

test('every code of the distribution spec has a status of its own kind', () => {
  const spec = ['BLOB_UNKNOWN', 'BLOB_UPLOAD_INVALID', 'BLOB_UPLOAD_UNKNOWN', 'DIGEST_INVALID', 'MANIFEST_BLOB_UNKNOWN', 'MANIFEST_INVALID', 'MANIFEST_UNKNOWN'].concat(
    ['NAME_INVALID', 'NAME_UNKNOWN', 'SIZE_INVALID', 'UNAUTHORIZED', 'DENIED', 'UNSUPPORTED', 'TOOMANYREQUESTS'],
  );
  assert.deepEqual(spec.filter((code) => !isRegistryErrorCode(code)), []);
  for (const [code, status] of Object.entries(registryErrorStatus)) assert.ok(status >= 400 && status < 600, code);
  assert.equal(isRegistryErrorCode('toString'), false);
});

test('a body is the spec’s errors list on one line, with detail only where there is one', () => {
  assert.equal(registryErrorBody('DENIED', 'no "way"\n'), '{"errors":[{"code":"DENIED","message":"no \\"way\\"\\n"}]}\n');
  assert.equal(registryErrorBody('NAME_INVALID', 'x', { name: 'A' }), '{"errors":[{"code":"NAME_INVALID","message":"x","detail":{"name":"A"}}]}\n');
});

test('an error has its code’s status unless told otherwise', () => {
  assert.equal(new RegistryError('MANIFEST_UNKNOWN', 'x').status, 404);
  assert.equal(new RegistryError('UNSUPPORTED', 'x', { status: 404 }).status, 404);
  assert.equal(new RegistryError('UNKNOWN', 'x', { cause: 1 }).cause, 1);
});
