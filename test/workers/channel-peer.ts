// The process at the other end of the channel that is tested.
import { createChannel } from '../../src/workers/channel.ts';
import type { Handlers } from '../../src/workers/channel.ts';
import { processWire } from '../../src/workers/wire.ts';
import { failures } from './failures.ts';

export type ChildCalls = {
  readonly echo: { readonly question: unknown; readonly answer: unknown };
  readonly fail: { readonly question: number; readonly answer: undefined };
  /** Answers when its caller leaves. */
  readonly hold: { readonly question: string; readonly answer: string };
  /** Answers with what was told and which holds ended, since it was last asked. */
  readonly events: { readonly question: undefined; readonly answer: readonly string[] };
  readonly note: { readonly question: string; readonly answer: undefined };
  /** Holds a call of the parent's, for ever. */
  readonly askParent: { readonly question: undefined; readonly answer: undefined };
};
export type ParentCalls = { readonly holdAtParent: { readonly question: undefined; readonly answer: undefined } };

const events: string[] = [];
const handlers: Handlers<ChildCalls> = {
  echo: (question) => question,
  fail: (which) => {
    throw failures[which]!();
  },
  hold: (name, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        events.push(`${name} was left`);
        resolve(name);
      });
    }),
  events: () => events.splice(0),
  note: (what) => {
    events.push(what);
    throw new Error('nobody hears of this');
  },
  askParent: () => {
    void channel.call('holdAtParent', undefined);
    return undefined;
  },
};
const channel = createChannel<ParentCalls, ChildCalls>({ wire: processWire(process), handlers, onGone: () => process.exit() });
