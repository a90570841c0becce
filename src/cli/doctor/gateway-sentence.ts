// Recognises Pullgate's own words in what a client prints: the sentences of core/policy/explain, as far as they are the same for everybody.
import { categories } from '../../core/policy/category.ts';
import type { Resource } from '../../core/policy/access-request.ts';
import type { DenyReason } from '../../core/policy/decision.ts';
import { explain } from '../../core/policy/explain.ts';

/** Stands for what doctor does not know: which host the gateway names. */
const unknownHost = '//';

/** Every reason for which a pull can be refused, whoever is signed in at the client. */
const pullReasons: readonly DenyReason[] = [
  { kind: 'sign-in-required' },
  { kind: 'organization-token' },
  { kind: 'token-reach' },
  { kind: 'not-a-member' },
  { kind: 'registry-not-configured' },
  { kind: 'registry-not-allowed' },
  { kind: 'no-decision' },
  ...categories.map((category) => ({ kind: 'category-not-allowed', category }) as const),
];

/** How the sentences that refuse a pull of `resource` begin. */
export function gatewaySentences(resource: Resource): readonly string[] {
  const sentences = pullReasons.map((reason) => explain({ effect: 'deny', rule: 'category', reason, helpText: '' }, { resource, gatewayHost: unknownHost }));
  // What follows the host, and an organization in parentheses, is not known here. The last two are the proxy's, of a registry that is none of the gateway's.
  return [...sentences.map((sentence) => (sentence.split(unknownHost)[0] ?? '').replace(/\)$/, '').trimEnd()), 'pullgate refuses connections to ', 'this is a proxy of Pullgate'];
}

/** The gateway's sentence within `printed`, up to the end of its line; undefined when there is none. */
export function findGatewaySentence(printed: string, resource: Resource): string | undefined {
  for (const line of printed.split('\n')) {
    for (const sentence of gatewaySentences(resource)) {
      const start = line.indexOf(sentence);
      if (start !== -1) return line.slice(start);
    }
  }
  return undefined;
}

/** The gateway's words for a pull that it permitted and that failed upstream. */
export function isPermittedByGateway(printed: string, { registry, repository }: Resource): boolean {
  return printed.includes(`upstream ${registry} `) && printed.includes(repository);
}
