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
  const who = caller === undefined ? ({ kind: 'anonymous', id: null, name: '', credential: { kind: 'none', id: null } } as const) : ({ kind: 'user', id: caller.id, name: caller.name, credential: caller.credential } as const);
  const actor: Actor = { ...who, clientAddress, userAgent, requestId };
  return ({ action, organization = ofPath ?? null, name = organization ?? actor.name, before = null, after = null }) => ({ action, organization, name, actor, atMs: now(), before, after });
}
