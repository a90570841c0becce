// Decides by a policy file and the shipped catalog, with the very core that the gateway decides with. Nothing is contacted.
import type { ClassificationSource as WireSource } from '../../contract/classification.ts';
import type { CheckResult } from '../../contract/check.ts';
import { InvalidImageReference, parseReference } from '../../core/image/reference.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import type { ClassificationSource } from '../../core/policy/category.ts';
import { InvalidSettings, compilePolicy } from '../../core/policy/compile-policy.ts';
import { decide } from '../../core/policy/decide.ts';
import type { Decision } from '../../core/policy/decision.ts';
import { explain } from '../../core/policy/explain.ts';
import type { AccessFacts } from '../../core/policy/facts.ts';
import type { CompiledPolicy } from '../../core/policy/policy.ts';
import { shippedCatalog } from '../../facts/publishers.ts';
import type { CliContext } from '../context.ts';
import { CliFailure } from '../failure.ts';
import { badPolicyDocument } from '../policy-document.ts';
import type { ParsedPolicyDocument } from '../policy-document.ts';
import { readPolicyFile } from '../policy-file.ts';
import { settingsOfDocument } from './settings-of-document.ts';

export const offlineRoles = ['member', 'editor', 'owner'] as const;
export type OfflineRole = (typeof offlineRoles)[number];

/** Stands for the organization where neither --org nor the file names one. */
const unnamedOrganization = 'your-organization';
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
  return parseImages(images).map(({ image, resource }) => wireResult(image, resource, decide({ subject: person, action: 'pull', resource }, facts)));
}

function compile({ file, document, lineOf }: ParsedPolicyDocument, { org }: OfflineCheckOptions): CompiledPolicy {
  try {
    return compilePolicy({ organization: org ?? document.organization ?? unnamedOrganization, revision: document.revision ?? 0, settings: settingsOfDocument(document) });
  } catch (cause) {
    if (!(cause instanceof InvalidSettings)) throw cause;
    throw badPolicyDocument(file, cause.problems.map((message) => ({ line: lineOf(pathOfProblem(message)), message })));
  }
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

/** The result as the server would give it: a deny that the mode audit lets through is a deny that is not enforced. */
function wireResult(image: string, resource: Resource, decision: Decision): CheckResult {
  const deny = decision.effect === 'deny' ? decision : decision.audited;
  const { rule, classification, organization, revision } = deny ?? decision;
  return {
    image,
    registry: resource.registry,
    repository: resource.repository,
    effect: deny === undefined ? 'permit' : 'deny',
    enforced: decision.effect === 'deny' || deny === undefined,
    rule,
    category: classification?.category ?? null,
    source: classification === undefined ? null : wireSource(classification.source),
    reason: deny === undefined ? null : explain(deny, { resource, gatewayHost: 'GATEWAY' }),
    organization: organization ?? null,
    revision: revision === 0 ? null : (revision ?? null),
  };
}

function wireSource(source: ClassificationSource): WireSource {
  if (source.kind !== 'catalog') return source;
  return { kind: source.kind, namespace: source.namespace, evidence: source.evidence, as_of: source.asOf };
}
