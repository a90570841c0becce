// Runs every scenario of this folder through the policy core, with the catalog that ships.
// A scenario's settings are the bodies that an owner would PUT; what is expected has the names of POST /v2/orgs/{org}/check.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { mergeRegistryAccess, mergeSettings } from '../../src/contract/merge-settings.ts';
import { registryAccessChange } from '../../src/contract/registry-access.ts';
import { settingsChange } from '../../src/contract/settings.ts';
import { parseReference } from '../../src/core/image/reference.ts';
import type { Subject } from '../../src/core/policy/access-request.ts';
import { categories } from '../../src/core/policy/category.ts';
import { compilePolicy } from '../../src/core/policy/compile-policy.ts';
import { decide } from '../../src/core/policy/decide.ts';
import { ruleIds } from '../../src/core/policy/decision.ts';
import { explain } from '../../src/core/policy/explain.ts';
import type { BindingOrganization, Role } from '../../src/core/policy/facts.ts';
import { defaultSettings } from '../../src/core/policy/settings.ts';
import { compileTokenReach } from '../../src/core/policy/token-reach.ts';
import { shippedCatalog } from '../../src/facts/publishers.ts';

const expectation = {
  enforced: z.boolean().default(true),
  rule: z.enum(ruleIds).optional(),
  category: z.enum(categories).optional(),
  source: z.enum(['organization-namespace', 'library', 'catalog', 'override', 'unlisted']).optional(),
  organization: z.string().optional(),
};

/** `who`: a user name, `anonymous`, or `token of ORGANIZATION`. */
const question = { who: z.string(), action: z.enum(['pull', 'push', 'delete']).default('pull'), image: z.string() };

const scenarioFile = z.strictObject({
  scenario: z.string(),
  registries: z.array(z.string()).default(['docker.io', 'ghcr.io']),
  organizations: z.record(
    z.string(),
    z.strictObject({
      settings: settingsChange.default({}),
      registry_access_management: registryAccessChange.default({}),
      members: z.record(z.string(), z.enum(['owner', 'editor', 'member'])).default({}),
    }),
  ),
  checks: z
    .array(
      z.discriminatedUnion('effect', [
        z.strictObject({ ...question, effect: z.literal('permit'), ...expectation }),
        z.strictObject({ ...question, effect: z.literal('deny'), ...expectation, reason: z.string() }),
      ]),
    )
    .min(1),
});
type Scenario = z.infer<typeof scenarioFile>;
type Check = Scenario['checks'][number];

const gatewayHost = 'gate.example.com';
// Tokens of the scenarios were given every public repository.
const everywhere = compileTokenReach([{ type: 'TYPE_REPO', path: '*/*/public', scopes: ['scope-image-pull'] }]);
const tokenOf = 'token of ';

function subjectOf(who: string): Subject {
  if (who === 'anonymous') return { kind: 'anonymous' };
  if (who.startsWith(tokenOf)) return { kind: 'organization-token', organization: who.slice(tokenOf.length), tokenId: 't1' };
  return { kind: 'user', id: who, name: who, scopes: ['repo:admin'] };
}

/** The organizations that bind the subject, as the gateway gathers them. */
function bindingOrganizations(subject: Subject, organizations: Scenario['organizations']): readonly BindingOrganization[] {
  return Object.entries(organizations).flatMap(([organization, { settings: change, registry_access_management, members }]) => {
    const role = roleOf(subject, organization, members);
    if (role === undefined) return [];
    const merged = mergeSettings(defaultSettings, change, { by: 'olga', at: '2026-01-02T03:04:05Z' });
    return [{ role, policy: compilePolicy({ organization, revision: 1, settings: mergeRegistryAccess(merged, registry_access_management) }) }];
  });
}

function roleOf(subject: Subject, organization: string, members: Readonly<Record<string, Role>>): Role | undefined {
  switch (subject.kind) {
    case 'user':
      return members[subject.name];
    case 'anonymous':
      return 'member';
    case 'organization-token':
      return subject.organization === organization ? 'member' : undefined;
  }
}

/** What the policy says, in the words of the check operation: a deny that is let through is a deny that is not enforced. */
function answer({ who, action, image }: Check, { organizations, registries }: Scenario) {
  const subject = subjectOf(who);
  const resource = parseReference(image);
  const decision = decide(
    { subject, action, resource },
    { organizations: bindingOrganizations(subject, organizations), catalog: shippedCatalog, isConfiguredRegistry: (registry) => registries.includes(registry), tokenReach: everywhere },
  );
  const denial = decision.effect === 'deny' ? decision : decision.audited;
  const said = denial ?? decision;
  return {
    effect: said.effect,
    enforced: said === decision,
    rule: said.rule,
    organization: said.organization,
    category: said.classification?.category,
    source: said.classification?.source.kind,
    reason: denial === undefined ? undefined : explain(denial, { resource, gatewayHost }),
  };
}

const files = globSync('*.yaml', { cwd: import.meta.dirname }).toSorted();

test('there are scenarios', () => {
  assert.ok(files.length >= 10, `only ${files.length} files`);
});

for (const file of files) {
  for (const document of parseAllDocuments(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'), { strict: true })) {
    assert.deepEqual(document.errors, [], file);
    const scenario = scenarioFile.parse(document.toJS());
    test(`${file}: ${scenario.scenario}`, () => {
      for (const check of scenario.checks) {
        const { who, action, image, ...expected } = check;
        const said = answer(check, scenario);
        // What a scenario does not mention, it does not ask.
        const asked = Object.fromEntries(Object.entries(said).filter(([field]) => Object.hasOwn(expected, field)));
        assert.deepEqual(asked, expected, `${who}: ${action} ${image}`);
      }
    });
  }
}
