// Checks an organization's settings and makes them ready to decide with.
import { InvalidPattern, parseNamespace, parsePattern } from '../image/pattern.ts';
import { dockerHub } from '../image/reference.ts';
import type { Classification } from './category.ts';
import { categories } from './category.ts';
import { officialNamespace } from './classify.ts';
import { compileHubNamespaces } from './compile-hub-namespaces.ts';
import type { CompiledPolicy } from './policy.ts';
import { normalizeRegistryAddress } from './registry-address.ts';
import type { OrganizationSettings } from './settings.ts';

const problemsMax = 100;
const helpTextCharactersMax = 200;
const printableAscii = /^[\x20-\x7e]*$/;

/** Settings that nothing can be decided with; `problems` names each of them (after the first 100, how many more). */
export class InvalidSettings extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const more = problems.length - problemsMax;
    const named = more > 0 ? [...problems.slice(0, problemsMax), `and ${more} more`] : problems;
    super(`invalid settings: ${named.join('; ')}`);
    this.name = 'InvalidSettings';
    this.problems = named;
  }
}

/**
 * Compiles one revision of an organization's settings.
 * @throws InvalidSettings naming every problem at once
 */
export function compilePolicy(input: Pick<CompiledPolicy, 'organization' | 'revision' | 'settings'>): CompiledPolicy {
  const { organization, revision, settings } = input;
  const problems: string[] = [];
  const namespaces = compileNamespaces(organization, settings, problems);
  const allowlist = compileAllowlist(settings, problems);
  const overrides = compileOverrides(settings, problems);
  const registries = compileRegistries(settings, problems);
  const policy: CompiledPolicy = { organization, revision, settings, namespaces, allowlist, overrides, registries, hub: compileHubNamespaces({ namespaces, allowlist, overrides }) };
  checkHelpText(settings, problems);
  if (problems.length > 0) throw new InvalidSettings(problems);
  return policy;
}

function compileNamespaces(organization: string, settings: OrganizationSettings, problems: string[]): CompiledPolicy['namespaces'] {
  const compiled = new Map<string, Map<string, Classification>>();
  const add = (registry: string, namespace: string): void => {
    const classification: Classification = { category: 'organization', source: { kind: 'organization-namespace', namespace, organization } };
    const ofRegistry = compiled.get(registry) ?? new Map<string, Classification>();
    compiled.set(registry, ofRegistry.set(namespace, classification));
  };
  // Repositories are lower case, whatever the organization is called.
  const ownName = organization.toLowerCase();
  if (ownName === officialNamespace) problems.push(`organization ${quote(organization)}: ${officialIsTaken}`);
  else add(dockerHub, ownName);
  for (const [index, text] of settings.namespaces.entries()) {
    const parsed = collect(problems, `namespaces[${index}] ${quote(text)}`, () => parseNamespace(text));
    if (parsed === undefined) continue;
    if (isOfficial(parsed)) problems.push(`namespaces[${index}] ${quote(text)}: ${officialIsTaken}`);
    else add(parsed.registry, parsed.namespace);
  }
  return compiled;
}

function compileAllowlist(settings: OrganizationSettings, problems: string[]): CompiledPolicy['allowlist'] {
  const compiled = new Map<string, { repositories: Set<string>; namespaces: Set<string> }>();
  for (const [index, text] of settings.restrictedImages.allowlist.repositories.entries()) {
    const pattern = collect(problems, `allowlist.repositories[${index}] ${quote(text)}`, () => parsePattern(text));
    if (pattern === undefined) continue;
    const ofRegistry = compiled.get(pattern.registry) ?? { repositories: new Set<string>(), namespaces: new Set<string>() };
    compiled.set(pattern.registry, ofRegistry);
    if (pattern.kind === 'repository') ofRegistry.repositories.add(pattern.repository);
    else ofRegistry.namespaces.add(pattern.namespace);
  }
  return compiled;
}

function compileOverrides(settings: OrganizationSettings, problems: string[]): CompiledPolicy['overrides'] {
  const compiled = new Map<string, Classification>();
  for (const [index, { namespace: text, category, by, at }] of settings.catalogOverrides.entries()) {
    const what = `catalog_overrides[${index}] ${quote(text)}`;
    const parsed = collect(problems, what, () => parseNamespace(text));
    if (!isOverrideCategory(category)) problems.push(`${what}: unknown category ${quote(category)}: use ${overrideCategories.join(', ')}`);
    if (parsed === undefined) continue;
    const { registry, namespace } = parsed;
    if (registry !== dockerHub) problems.push(`${what}: categories are Docker Hub's: name a namespace there`);
    else if (isOfficial(parsed)) problems.push(`${what}: ${officialIsTaken}`);
    else if (compiled.has(namespace)) problems.push(`${what}: overridden twice: leave one`);
    else compiled.set(namespace, { category, source: { kind: 'override', namespace, by, at } });
  }
  return compiled;
}

function compileRegistries(settings: OrganizationSettings, problems: string[]): CompiledPolicy['registries'] {
  const compiled = new Map<string, boolean>();
  for (const [index, { address, allowed }] of settings.registryAccess.customRegistries.entries()) {
    const what = `custom_registries[${index}] ${quote(address)}`;
    const normalized = normalizeRegistryAddress(address);
    if (normalized === undefined) problems.push(`${what}: invalid address: write host or host:port, such as ghcr.io`);
    else if (normalized === dockerHub) problems.push(`${what}: Docker Hub is the standard registry DockerHub: set it there`);
    else if (compiled.has(normalized)) problems.push(`${what}: listed twice: leave one`);
    else compiled.set(normalized, allowed);
  }
  return compiled;
}

function checkHelpText({ restrictedImages: { helpText } }: OrganizationSettings, problems: string[]): void {
  if (helpText.length > helpTextCharactersMax) problems.push(`help_text: ${helpText.length} characters: write at most ${helpTextCharactersMax}`);
  if (!printableAscii.test(helpText)) problems.push('help_text: write one line of printable ASCII');
}

const officialIsTaken = 'library holds the official images and is nobody\'s: see allow_official_images';
const overrideCategories = categories.filter((category) => category !== 'organization');

function isOverrideCategory(category: string): boolean {
  return overrideCategories.some((known) => known === category);
}

function isOfficial({ registry, namespace }: { readonly registry: string; readonly namespace: string }): boolean {
  return registry === dockerHub && namespace === officialNamespace;
}

/** Parses; a pattern that cannot be read becomes a problem. */
function collect<T>(problems: string[], what: string, parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    problems.push(`${what}: ${error.message}`);
    return undefined;
  }
}

/** Quoted, escaped and cut: what is quoted was refused, and may be anything. */
function quote(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
