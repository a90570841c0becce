import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { anyCharacter } from '../../../test/any-character.ts';
import type { Deny, DenyReason } from './decision.ts';
import { explain } from './explain.ts';

const hub = { registry: 'docker.io', repository: 'someuser/custom-image' };
const gatewayHost = 'gate.example.com';
const deny = (reason: DenyReason, parts: Partial<Deny> = {}): Deny => ({ effect: 'deny', rule: 'category', reason, helpText: '', organization: 'acme', revision: 1, ...parts });

const sentences: readonly { readonly denial: Deny; readonly resource?: typeof hub; readonly says: string }[] = [
  { denial: deny({ kind: 'category-not-allowed', category: 'community' }), says: 'image access denied: community images not allowed (someuser/custom-image, organization acme)' },
  { denial: deny({ kind: 'category-not-allowed', category: 'official' }), resource: { registry: 'docker.io', repository: 'library/nginx' }, says: 'image access denied: official images not allowed (library/nginx, organization acme)' },
  { denial: deny({ kind: 'category-not-allowed', category: 'verified-publisher' }), says: 'image access denied: verified publisher images not allowed (someuser/custom-image, organization acme)' },
  { denial: deny({ kind: 'category-not-allowed', category: 'sponsored-open-source' }), says: 'image access denied: sponsored open source images not allowed (someuser/custom-image, organization acme)' },
  { denial: deny({ kind: 'registry-not-allowed' }), resource: { registry: 'ghcr.io', repository: 'owner/image' }, says: 'registry access to ghcr.io is not allowed (organization acme)' },
  { denial: deny({ kind: 'sign-in-required' }), says: 'sign-in required: run docker login gate.example.com with your Pullgate user name and a personal access token' },
  { denial: deny({ kind: 'organization-token' }), says: 'organization access tokens cannot be used with image access management: use a personal access token' },
  {
    denial: deny({ kind: 'category-not-allowed', category: 'community' }, { helpText: 'Request access: https://wiki.example.com/images' }),
    says: 'image access denied: community images not allowed (someuser/custom-image, organization acme). Request access: https://wiki.example.com/images',
  },
  { denial: deny({ kind: 'registry-not-configured' }), resource: { registry: 'quay.io', repository: 'a/b' }, says: 'registry quay.io is not configured on this gateway: ask its administrator to add it' },
  { denial: deny({ kind: 'not-a-member' }), says: 'access denied: you are in no organization that this gateway serves: ask an organization owner to add you' },
  { denial: deny({ kind: 'token-scope', action: 'push', scopes: ['repo:read'] }), says: 'push access denied: this personal access token has the scope repo:read: create one with the scope repo:write' },
  { denial: deny({ kind: 'token-scope', action: 'delete', scopes: ['repo:write'] }), says: 'delete access denied: this personal access token has the scope repo:write: create one with the scope repo:admin' },
  { denial: deny({ kind: 'token-scope', action: 'push', scopes: [] }), says: 'push access denied: this personal access token has no scope: create one with the scope repo:write' },
  { denial: deny({ kind: 'token-right', action: 'push' }), says: 'push access denied: this organization access token may not push someuser/custom-image: give it scope-image-push of that repository' },
  {
    denial: deny({ kind: 'foreign-namespace', action: 'push' }),
    resource: { registry: 'ghcr.io', repository: 'owner/image' },
    says: 'push access denied: ghcr.io/owner/image is neither in a namespace of your organizations nor in your own: use one of those, or ask an owner to add the namespace',
  },
  {
    denial: deny({ kind: 'namespace-access', organizations: ['acme', 'beta'] }),
    says: 'namespace access restriction from an organization you belong to prevents pushing new content in your personal namespace. Restriction applied by: acme, beta. Please contact your organization administrator',
  },
  { denial: deny({ kind: 'no-decision' }), says: 'Pullgate could not decide on this request, through no fault of the policy: try again, and tell the gateway administrator if it goes on' },
];

test('a refused person reads one sentence with the reason, the organization and what to do', () => {
  for (const { denial, resource = hub, says } of sentences) assert.equal(explain(denial, { resource, gatewayHost }), says);
});

test('the sentence fits into the parameter of a challenge, whatever it quotes', () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: anyCharacter }), fc.constant('a"b\\c\r\nd\u0000é'));
  const reasons = fc.constantFrom(...sentences.map(({ denial }) => denial.reason));
  fc.assert(
    fc.property(reasons, texts, texts, texts, texts, texts, (reason, organization, helpText, registry, repository, host) => {
      assert.match(explain(deny(reason, { organization, helpText }), { resource: { registry, repository }, gatewayHost: host }), /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    }),
  );
});
