// The pages of docs/ say what the code says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { registryErrorStatus } from '../src/core/distribution/error.ts';
import type { DenyReason } from '../src/core/policy/decision.ts';
import { explain } from '../src/core/policy/explain.ts';
import { answerUpstreamFailure } from '../src/gateway/registry/upstream-failure.ts';
import { explainSignInFailure } from '../src/identity/sign-in-failure.ts';
import type { SignInFailure } from '../src/identity/sign-in-failure.ts';
import { UpstreamError } from '../src/upstream/error.ts';
import type { UpstreamErrorKind } from '../src/upstream/error.ts';

const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');

/** The cells of the table below a heading, without the code marks. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? assert.fail(heading);
  return section.split('\n').filter((line) => line.startsWith('| `')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim().replaceAll('`', '')));
}

test('denials read as the page says', () => {
  const images: Record<DenyReason['kind'], { reason: DenyReason; repository: string; registry?: string; organization?: string }> = {
    'sign-in-required': { reason: { kind: 'sign-in-required' }, repository: 'library/nginx' },
    'organization-token': { reason: { kind: 'organization-token' }, repository: 'library/nginx' },
    'token-reach': { reason: { kind: 'token-reach' }, repository: 'library/nginx' },
    'not-a-member': { reason: { kind: 'not-a-member' }, repository: 'library/nginx' },
    'registry-not-configured': { reason: { kind: 'registry-not-configured' }, repository: 'owner/image', registry: 'quay.io' },
    'registry-not-allowed': { reason: { kind: 'registry-not-allowed' }, repository: 'owner/image', registry: 'ghcr.io', organization: 'acme' },
    'category-not-allowed': { reason: { kind: 'category-not-allowed', category: 'community' }, repository: 'someuser/custom-image', organization: 'acme' },
    'token-scope': { reason: { kind: 'token-scope', action: 'push', scopes: ['repo:read'] }, repository: 'acme/app' },
    'token-right': { reason: { kind: 'token-right', action: 'push' }, repository: 'acme/app' },
    'foreign-namespace': { reason: { kind: 'foreign-namespace', action: 'push' }, repository: 'someuser/custom-image' },
    'namespace-access': { reason: { kind: 'namespace-access', organizations: ['acme'] }, repository: 'developer/app' },
    'no-decision': { reason: { kind: 'no-decision' }, repository: 'library/nginx' },
  };
  const said = Object.entries(images).map(([kind, { reason, repository, registry = 'docker.io', organization }]) => [
    kind,
    explain({ effect: 'deny', rule: 'category', reason, helpText: '', ...(organization === undefined ? {} : { organization }) }, { resource: { registry, repository }, gatewayHost: 'gate.example.com' }),
  ]);
  assert.deepEqual(tableUnder('Denials').map(([kind, sentence]) => [kind, sentence]), said);
});

test('sign-in failures read as the page says', () => {
  const failures: Record<SignInFailure, Parameters<typeof explainSignInFailure>[1]> = {
    'bad-credentials': {},
    'token-revoked': {},
    'token-expired': { expiredAtMs: Date.UTC(2026, 0, 31) },
    'token-inactive': {},
    'account-inactive': {},
    'second-factor-required': {},
    'wrong-code': {},
    'password-off': {},
    'docker-organization-token': {},
    'no-account': { registry: 'docker.io' },
    'own-password': { registry: 'docker.io' },
    'upstream-refused': { registry: 'docker.io' },
    'upstream-limits': { registry: 'docker.io', retryAfterSeconds: 30 },
    'upstream-away': { registry: 'docker.io', problem: 'did not answer within 10 s' },
    'slow-down': { retryAfterSeconds: 30 },
  };
  assert.deepEqual(tableUnder('Sign-in'), Object.entries(failures).map(([failure, details]) => [failure, explainSignInFailure(failure as SignInFailure, details)]));
});

test('upstream failures are answered as the page says', () => {
  const kinds: Record<UpstreamErrorKind, null> = { 'not-found': null, refused: null, 'rate-limited': null, 'range-not-satisfiable': null, 'bad-response': null, unavailable: null, timeout: null };
  const answered = (Object.keys(kinds) as UpstreamErrorKind[]).map((kind) => {
    const resource = { registry: 'docker.io', repository: 'library/nginx' };
    const { status, body } = answerUpstreamFailure(new UpstreamError({ kind, registry: 'docker.io', problem: 'failed' }), { endpoint: 'manifest', resource, target: { realm: 'http://gate.example.com/token', service: 'pullgate' } });
    const [error] = (JSON.parse(typeof body === 'string' ? body : '') as { errors: { code: string; message: string }[] }).errors;
    assert.match(error?.message ?? '', /^upstream docker\.io /);
    return { kind, status: String(status), code: error?.code ?? '' };
  });
  const rows = tableUnder('Upstream').map(([kind, status, code]) => ({ kind, status, code }));
  assert.deepEqual(rows.map(({ kind, status }) => [kind, status]), answered.map(({ kind, status }) => [kind, status]));
  for (const { kind, code } of answered) assert.ok(rows.find((row) => row.kind === kind)?.code?.includes(code), kind);
});

test('every code of the registry endpoints has its row and status', () => {
  assert.deepEqual(tableUnder('Codes'), Object.entries(registryErrorStatus).map(([code, status]) => [code, String(status)]));
});

test('every runtime dependency of the server and of the console has its reason, and no other package has', () => {
  const packages = ['../package.json', '../console/package.json'].map((file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as Partial<Record<'dependencies' | 'optionalDependencies', Record<string, string>>>);
  const rows = readFileSync(new URL('../docs/dependencies.md', import.meta.url), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]));
  assert.deepEqual(named.toSorted(), packages.flatMap(({ dependencies, optionalDependencies }) => Object.keys({ ...dependencies, ...optionalDependencies })).toSorted());
});
