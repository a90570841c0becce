// Which records a query asks for, of those that the caller may read.
import type { PullFilters } from '../../contract/pulls.ts';
import type { Caller, Membership } from '../caller.ts';
import { ProblemError } from '../problem.ts';
import type { PullFilter } from './pulls.port.ts';

export interface Reader {
  readonly membership: Membership;
  readonly caller: Pick<Caller, 'name'>;
}

/** Owners read everybody's records, others their own. @throws ProblemError 403 when others' are asked for */
export function pullFilterOf({ membership, caller }: Reader, query: PullFilters): PullFilter {
  const { username, effect, enforced, action, from, to, token_id: tokenId, registry, repository, tag, digest, image, rule, category, reason, user_agent: userAgent, client_address: clientAddress, request_id: requestId } = query;
  const isOwner = membership.role === 'owner';
  if (!isOwner && username !== undefined && username.toLowerCase() !== caller.name.toLowerCase()) {
    throw new ProblemError(403, `only owners of ${membership.organization} read the records of others: ask one of them, or leave username out`);
  }
  const wanted = {
    subjectName: isOwner ? username : caller.name,
    effect,
    isEnforced: enforced,
    action,
    sinceMs: from === undefined ? undefined : Date.parse(from),
    untilMs: to === undefined ? undefined : Date.parse(to),
    tokenId,
    registry,
    repository,
    tag,
    digest,
    image,
    rule,
    category,
    reason,
    userAgent,
    clientAddress,
    requestId,
  } satisfies { readonly [Name in keyof PullFilter]-?: PullFilter[Name] | undefined };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
