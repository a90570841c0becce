import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type { InvalidDigestCode } from './digest.ts';
import { InvalidDigest } from './digest.ts';
import type { InvalidImageReferenceCode } from './reference.ts';
import { InvalidImageReference, familiarReference, formatReference, parseReference, parseTag } from './reference.ts';

const hex64 = '0f3b'.repeat(16);
const sha256 = `sha256:${hex64}`;
const sha512 = `sha512:${hex64}${hex64}`;
const long = (length: number): string => 'a'.repeat(length);

/** Each input, and what distribution/reference's ParseNormalizedNamed makes of it; checked against v0.6.0. */
const parsed: readonly { readonly input: string; readonly is: string; readonly familiar?: string; readonly why?: string }[] = [
  // Docker Hub
  { input: 'nginx', is: 'docker.io|library/nginx', familiar: 'nginx' },
  { input: 'nginx:1.27', is: 'docker.io|library/nginx|1.27', familiar: 'nginx:1.27' },
  { input: `nginx@${sha256}`, is: `docker.io|library/nginx||${sha256}`, familiar: `nginx@${sha256}` },
  { input: `docker.io/library/nginx:1.27@${sha256}`, is: `docker.io|library/nginx|1.27|${sha256}`, familiar: `nginx:1.27@${sha256}` },
  { input: `nginx@${sha512}`, is: `docker.io|library/nginx||${sha512}` },
  { input: 'library/nginx', is: 'docker.io|library/nginx', familiar: 'nginx' },
  { input: 'docker.io/nginx', is: 'docker.io|library/nginx', familiar: 'nginx' },
  { input: 'index.docker.io/nginx', is: 'docker.io|library/nginx', familiar: 'nginx' },
  { input: 'index.docker.io/library/nginx:1', is: 'docker.io|library/nginx|1', familiar: 'nginx:1' },
  { input: 'index.docker.io/grafana/grafana', is: 'docker.io|grafana/grafana', familiar: 'grafana/grafana' },
  { input: 'grafana/grafana:Main', is: 'docker.io|grafana/grafana|Main', familiar: 'grafana/grafana:Main' },
  { input: 'library/nested/app', is: 'docker.io|library/nested/app', familiar: 'library/nested/app' },
  { input: 'store/vendor/app', is: 'docker.io|store/vendor/app', familiar: 'store/vendor/app' },
  { input: 'other/library', is: 'docker.io|other/library', familiar: 'other/library' },
  { input: 'd/x', is: 'docker.io|d/x' },
  { input: 'a_b/c__d/e---f/g.h', is: 'docker.io|a_b/c__d/e---f/g.h' },
  { input: 'ubuntu-12.04-base', is: 'docker.io|library/ubuntu-12.04-base', familiar: 'ubuntu-12.04-base' },
  { input: `docker.io/${hex64}`, is: `docker.io|library/${hex64}`, why: 'with a domain it is not mistaken for an id' },
  { input: hex64.slice(1), is: `docker.io|library/${hex64.slice(1)}`, why: '63 digits are a name' },
  // other registries
  { input: 'ghcr.io/acme/app:v1', is: 'ghcr.io|acme/app|v1', familiar: 'ghcr.io/acme/app:v1' },
  { input: 'ghcr.io/app', is: 'ghcr.io|app', familiar: 'ghcr.io/app', why: 'library/ is put in on Docker Hub alone' },
  { input: 'gcr.io/library/busybox', is: 'gcr.io|library/busybox', familiar: 'gcr.io/library/busybox' },
  { input: 'test:5000/repo', is: 'test:5000|repo' },
  { input: `test:5000/repo:tag@${sha256}`, is: `test:5000|repo|tag|${sha256}` },
  { input: '192.168.1.1:5000/repo:5050', is: '192.168.1.1:5000|repo|5050' },
  { input: 'localhost/app', is: 'localhost|app', familiar: 'localhost/app' },
  { input: 'localhost:5000/team/app', is: 'localhost:5000|team/app' },
  { input: 'b.gcr.io/test.example.com/my-app:test.example.com', is: 'b.gcr.io|test.example.com/my-app|test.example.com' },
  { input: 'xn--n3h.com/image:xn--n3h.com', is: 'xn--n3h.com|image|xn--n3h.com' },
  { input: '[2001:db8::1]/repo', is: '[2001:db8::1]|repo' },
  { input: '[::1]:5000/repo:tag', is: '[::1]:5000|repo|tag' },
  { input: '[2001:db8:1:2:3:4:5:6]/repo', is: '[2001:db8:1:2:3:4:5:6]|repo' },
  { input: `example.com/${long(255)}:tag`, is: `example.com|${long(255)}|tag`, why: 'the domain does not count towards 255' },
  { input: `nginx:${long(128)}`, is: `docker.io|library/nginx|${long(128)}` },
  // odd, and kept because every client does the same
  { input: 'localhost:8080', is: 'docker.io|library/localhost|8080', why: 'a name without a slash has no domain' },
  { input: '192.168.1.1:5000', is: 'docker.io|library/192.168.1.1|5000', why: 'a name without a slash has no domain' },
  { input: 'docker.io', is: 'docker.io|library/docker.io', why: 'a name without a slash has no domain' },
  { input: `sha256:${hex64}`, is: `docker.io|library/sha256|${hex64}`, why: 'a bare digest reads as name and tag' },
  { input: 'Docker/app', is: 'Docker|app', why: 'an upper case namespace is taken for a host' },
  { input: 'LOCALDOMAIN/team/app', is: 'LOCALDOMAIN|team/app', why: 'an upper case namespace is taken for a host' },
  { input: 'Docker.io/nginx', is: 'Docker.io|nginx', why: 'domains are compared with case' },
  { input: 'docker.io:443/library/nginx', is: 'docker.io:443|library/nginx', why: 'domains are compared with the port' },
  { input: 'registry-1.docker.io/library/nginx', is: 'registry-1.docker.io|library/nginx', why: 'only docker.io and index.docker.io are Docker Hub' },
  { input: 'test.com:750050/app', is: 'test.com:750050|app', why: 'a port is digits, however many' },
  { input: '[fd00123123123]:80/app', is: '[fd00123123123]:80|app', why: 'an IPv6 address is not checked further' },
  { input: 'foo_bar.com/app', is: '|foo_bar.com/app', why: 'an underscore makes no domain: a path without a registry' },
  // familiar names that keep docker.io, where the short one would name something else
  { input: 'docker.io/localhost/app', is: 'docker.io|localhost/app', familiar: 'docker.io/localhost/app' },
  { input: 'docker.io/ghcr.io/app', is: 'docker.io|ghcr.io/app', familiar: 'docker.io/ghcr.io/app' },
  { input: `docker.io/library/${hex64}`, is: `docker.io|library/${hex64}`, familiar: `docker.io/library/${hex64}` },
];

test('a reference parses as distribution/reference parses it', () => {
  for (const { input, is, familiar } of parsed) {
    const reference = parseReference(input);
    const { registry, repository, tag, digest } = reference;
    const fields = [registry, repository, tag ?? '', digest ?? ''].join('|').replace(/\|+$/, '');
    assert.equal(fields, is, input);
    if (familiar !== undefined) assert.equal(familiarReference(reference), familiar, input);
  }
});

const refused: readonly { readonly input: string; readonly code: InvalidImageReferenceCode; readonly digest?: InvalidDigestCode }[] = [
  { input: '', code: 'empty' },
  { input: hex64, code: 'identifier' },
  { input: ':justtag', code: 'format' },
  { input: `@${sha256}`, code: 'format' },
  { input: 'Uppercase:tag', code: 'uppercase' },
  { input: 'docker/Docker', code: 'uppercase' },
  { input: 'test:5000/Uppercase/lowercase:tag', code: 'uppercase' },
  { input: 'nginx@SHA256:abc', code: 'uppercase' },
  { input: 'https://github.com/docker/docker', code: 'format' },
  { input: '-docker/app', code: 'format' },
  { input: 'docker-/app', code: 'format' },
  { input: '_docker/_app', code: 'format' },
  { input: 'docker//app', code: 'format' },
  { input: '/app', code: 'format' },
  { input: 'docker/', code: 'format' },
  { input: 'docker.io/', code: 'format' },
  { input: 'do..cker/app', code: 'format' },
  { input: 'do_.cker/app', code: 'format' },
  { input: 'do___cker/app', code: 'format' },
  { input: 'a/../b', code: 'format' },
  { input: 'a/%2f/b', code: 'format' },
  { input: 'a/b\0', code: 'format' },
  { input: 'nginx\n', code: 'format' },
  { input: ' nginx', code: 'format' },
  { input: 'nginx:', code: 'format' },
  { input: 'nginx:-tag', code: 'format' },
  { input: 'nginx:invalid~tag', code: 'format' },
  { input: `nginx:${long(129)}`, code: 'format' },
  { input: 'nginx@', code: 'format' },
  { input: 'nginx@sha256:abc', code: 'format' },
  { input: 'localhost:http/app', code: 'format' },
  { input: 'foo_bar.com:8080/app', code: 'format' },
  { input: '[2001:db8::1]', code: 'format' },
  { input: '[fe80::1%eth0]:5000/app', code: 'format' },
  { input: '[2001:db8:3:4::192.0.2.33]:5000/app', code: 'format' },
  { input: 'fc00::1:5000/app', code: 'format' },
  { input: `domain.com/${long(256)}:tag`, code: 'too-long' },
  { input: long(248).concat('/', long(20)), code: 'too-long' },
  { input: long(256 - 'library/'.length), code: 'too-long' },
  { input: `nginx@sha256:${hex64.slice(2)}`, code: 'digest', digest: 'length' },
  { input: `nginx@sha256:${hex64.toUpperCase()}`, code: 'digest', digest: 'format' },
  { input: `nginx@sha384:${hex64}${hex64.slice(32)}`, code: 'digest', digest: 'unsupported' },
  { input: `nginx@md5:${hex64.slice(32)}`, code: 'digest', digest: 'unsupported' },
];

test('what is no reference is refused, each for its own reason', () => {
  for (const { input, code, digest } of refused) {
    assert.throws(
      () => parseReference(input),
      (error) => {
        assert.ok(error instanceof InvalidImageReference, input);
        assert.equal(error.code, code, input);
        assert.equal(error.cause instanceof InvalidDigest ? error.cause.code : undefined, digest, input);
        return true;
      },
      input,
    );
  }
});

test('a tag is at most 128 letters, digits, underscores, dots and dashes', () => {
  for (const tag of ['latest', '1.27', '_', 'V1', long(128)]) assert.equal(parseTag(tag), tag);
  for (const tag of ['', '-a', '.a', 'a b', 'a/b', 'a:b', 'é', long(129)]) {
    assert.throws(() => parseTag(tag), { name: 'InvalidImageReference', code: 'tag' }, tag);
  }
});

const component = fc.constantFrom('a', 'nginx', 'library', 'foo-bar', 'foo__bar', 'x.y', 'ghcr.io', 'localhost', 'docker.io', 'index.docker.io', 'foo_bar.com');
const domain = fc.constantFrom('', '', 'docker.io/', 'index.docker.io/', 'ghcr.io/', 'localhost/', 'Foo/', '[::1]:5000/', 'a.b:5000/', 'docker.io:443/');
const tag = fc.oneof(fc.constant(''), fc.stringMatching(/^:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/));
const digest = fc.constantFrom('', `@${sha256}`, `@${sha512}`);
const anyReference = fc
  .tuple(domain, fc.array(component, { minLength: 1, maxLength: 4 }), tag, digest)
  .map(([registry, path, ...end]) => registry + path.join('/') + end.join(''))
  .filter((text) => text !== hex64);

test('formatting is canonical, and parsing what was formatted gives the same reference', () => {
  fc.assert(
    fc.property(anyReference, (text) => {
      const reference = parseReference(text);
      const formatted = formatReference(reference);
      assert.deepEqual(parseReference(formatted), reference);
      assert.equal(formatReference(parseReference(formatted)), formatted);
      assert.deepEqual(parseReference(familiarReference(reference)), reference);
    }),
    { numRuns: 500 },
  );
});

test('parsing refuses or round-trips whatever the text is, and throws nothing else', () => {
  const pieces = fc.constantFrom('a', 'A', '-', '_', '.', '/', ':', '@', sha256, hex64, 'docker.io', '[::1]', '\n', 'é', '%', '..');
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.array(pieces, { maxLength: 8 }).map((part) => part.join(''))), (text) => {
      let reference;
      try {
        reference = parseReference(text);
      } catch (error) {
        assert.ok(error instanceof InvalidImageReference);
        return;
      }
      assert.deepEqual(parseReference(formatReference(reference)), reference);
    }),
    { numRuns: 500 },
  );
});

test('the time to parse grows with the length of the text alone', () => {
  const hostile = [long(200_000), 'a-'.repeat(100_000), 'a/'.repeat(100_000), 'a.'.repeat(100_000), `${'a'.repeat(100_000)}-/x`, 'a__'.repeat(70_000), `x.${'-'.repeat(200_000)}`];
  for (const text of hostile) assert.throws(() => parseReference(text), InvalidImageReference, text.slice(0, 10));
});
