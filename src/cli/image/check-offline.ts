// Decides by a policy file and the shipped catalog, with the very core that the gateway decides with. Nothing is contacted.
import type { CheckResult } from '../../contract/check.ts';
import { checkResult } from '../../contract/check-result.ts';
import { mergeRegistryAccess, mergeSettings } from '../../contract/merge-settings.ts';
import { InvalidImageReference, parseReference } from '../../core/image/reference.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import { InvalidSettings, compilePolicy } from '../../core/policy/compile-policy.ts';
import { decide } from '../../core/policy/decide.ts';
import type { AccessFacts } from '../../core/policy/facts.ts';
import type { CompiledPolicy } from '../../core/policy/policy.ts';
import { defaultSettings } from '../../core/policy/settings.ts';
import type { OrganizationSettings } from '../../core/policy/settings.ts';
import { shippedCatalog } from '../../facts/publishers.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { badPolicyDocument } from '../policy-document.ts';
import type { ParsedPolicyDocument, PolicyDocument } from '../policy-document.ts';
import { readPolicyFile } from '../policy-file.ts';

export const offlineRoles = ['member', 'editor', 'owner'] as const;
export type OfflineRole = (typeof offlineRoles)[number];

/** Stands for the organization where neither --org nor the file names one. */
const unnamedOrganization = 'your-organization';
/** Of settings that were never stored. */
const noRevision = 0;
/** Shown for an override whose file says neither who made it nor when. */
const unknownAuthor = { by: 'the policy file', at: '' };
const person = { kind: 'user', id: '', name: '', scopes: ['repo:admin'] } as const;

interface OfflineCheckOptions {
  readonly policy: string;
  readonly org?: string;
  readonly role?: OfflineRole;
}

/** One result an image, in their order. Throws CliFailure for a file that is no policy and for names that are no images. */
export async function checkOffline(context: CliContext, images: readonly string[], options: OfflineCheckOptions): Promise<readonly CheckResult[]> {
  const parsed = await readPolicyFile(options.policy, context.terminal);
  const policy = compile(parsed, options);
  const facts: AccessFacts = { organizations: [{ policy, role: options.role ?? 'member' }], catalog: shippedCatalog, isConfiguredRegistry: () => true };
  return parseImages(images).map(({ image, resource }) => ({
    ...checkResult({ image, resource, decision: decide({ subject: person, action: 'pull', resource }, facts), gatewayHost: 'GATEWAY' }),
    revision: parsed.document.revision ?? null,
  }));
}

function compile({ file, document, lineOf }: ParsedPolicyDocument, { org }: OfflineCheckOptions): CompiledPolicy {
  try {
    return compilePolicy({ organization: org ?? document.organization ?? unnamedOrganization, revision: document.revision ?? noRevision, settings: settingsOf(document) });
  } catch (cause) {
    if (!(cause instanceof InvalidSettings)) throw cause;
    throw badPolicyDocument(file, cause.problems.map((message) => ({ line: lineOf(pathOfProblem(message)), message })));
  }
}

/** What the file leaves out is as in a new organization; an override keeps the author that the file names. */
function settingsOf(document: PolicyDocument): OrganizationSettings {
  const authored = (document.catalog_overrides ?? []).flatMap(({ namespace, category, by, at }) => (by === undefined || at === undefined ? [] : [{ namespace, category, by, at }]));
  const settings = mergeSettings({ ...defaultSettings, catalogOverrides: authored }, document, unknownAuthor);
  return mergeRegistryAccess(settings, document.registry_access_management ?? {});
}

/** Where in the file the setting lies that a problem of compilePolicy begins with: `custom_registries[0] "x": ...`. */
function pathOfProblem(problem: string): readonly PropertyKey[] {
  const name = /^[\w.[\]]+/.exec(problem)?.[0] ?? '';
  const path = name.split(/[.[\]]+/).filter((part) => part !== '').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  if (path[0] === 'allowlist' || path[0] === 'help_text') return ['restricted_images', ...path];
  if (path[0] === 'custom_registries') return ['registry_access_management', ...path];
  return path;
}

interface NamedResource {
  readonly image: string;
  readonly resource: Resource;
}

function parseImages(images: readonly string[]): readonly NamedResource[] {
  const problems: string[] = [];
  const resources: NamedResource[] = [];
  for (const image of images) {
    try {
      const { registry, repository } = parseReference(image);
      resources.push({ image, resource: { registry, repository } });
    } catch (cause) {
      if (!(cause instanceof InvalidImageReference)) throw cause;
      problems.push(`${image}: ${cause.message}`);
    }
  }
  if (problems.length > 0) throw new CliFailure('not every name is an image: correct it and try again', { problems });
  return resources;
}
