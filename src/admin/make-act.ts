// Who did what, for the log: made of the call, so that no operation has to gather it.
import type { Act, Actor } from '../audit/activity.port.ts';
import type { Caller } from './caller.ts';
import type { Done } from './operation.ts';

export interface ActFrom {
  readonly caller: Caller | undefined;
  readonly organization: string | undefined;
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
  readonly now: () => number;
}

export function createMakeAct({ caller, organization: ofPath, clientAddress, userAgent, requestId, now }: ActFrom): (done: Done) => Act {
  const client = { clientAddress, userAgent, requestId };
  return ({ action, organization = ofPath ?? null, by, name, before = null, after = null }) => {
    const actor: Actor = { ...(by === undefined ? actorOf(caller) : { kind: 'user', ...by }), ...client };
    return { action, organization, name: name ?? organization ?? actor.name, actor, atMs: now(), before, after };
  };
}

function actorOf(caller: Caller | undefined): Pick<Actor, 'kind' | 'id' | 'name' | 'credential'> {
  if (caller === undefined) return { kind: 'anonymous', id: null, name: '', credential: { kind: 'none', id: null } };
  return { kind: caller.kind, id: caller.id, name: caller.name, credential: caller.credential };
}
