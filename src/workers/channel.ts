// Calls between two processes: each asks the other by name, and gets the answer or the error as if it had called a function.
import { carryError, rebuildError } from './carried-error.ts';
import type { Message, Wire } from './wire.ts';

/** What one side may be asked, by name. Questions and answers are data. */
export type Calls = Readonly<Record<string, { readonly question: unknown; readonly answer: unknown }>>;

/** What answers the calls. The signal is aborted when the caller waits no more, and when its process is gone. */
export type Handlers<C extends Calls> = {
  readonly [Name in keyof C]: (question: C[Name]['question'], signal: AbortSignal) => C[Name]['answer'] | Promise<C[Name]['answer']>;
};

export interface CallOptions<Answer> {
  /** Ends the wait at once, with its reason, and tells the other side. */
  readonly signal?: AbortSignal;
  /** Gets the answer that came although nobody waits for it any more. */
  readonly discard?: (answer: Answer) => void;
}

/** Who can be asked more can be asked less: a Channel<A & B> is a Channel<A>. */
export interface Channel<Theirs extends Calls> {
  /** Rejects with what the other side threw, with the signal's reason, or with ChannelClosed. */
  call<Name extends keyof Theirs & string>(name: Name, question: Theirs[Name]['question'], options?: CallOptions<Theirs[Name]['answer']>): Promise<Theirs[Name]['answer']>;
  /** Asks for no answer: what fails there is not told. */
  tell<Name extends keyof Theirs & string>(name: Name, question: Theirs[Name]['question']): void;
}

/** The other process is gone. */
export class ChannelClosed extends Error {
  override readonly name = 'ChannelClosed';
}

interface Pending {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

export interface ChannelOptions<Ours extends Calls> {
  readonly wire: Wire;
  readonly handlers: Handlers<Ours>;
  /** When the other process is gone, after everything pending was rejected and everything being answered was aborted. */
  readonly onGone?: () => void;
}

export function createChannel<Theirs extends Calls, Ours extends Calls>({ wire, handlers, onGone }: ChannelOptions<Ours>): Channel<Theirs> {
  const asked = createAsked<Theirs>(wire);
  const answering = createAnswering(wire, handlers);
  wire.receive({
    onMessage: (message) => {
      switch (message.kind) {
        case 'call':
          void answering.answer(message);
          return;
        case 'tell':
          void answering.hear(message);
          return;
        case 'cancel':
          answering.cancel(message.id);
          return;
        case 'answer':
          asked.take(message.id)?.resolve(message.value);
          return;
        case 'failure':
          asked.take(message.id)?.reject(rebuildError(message.error));
      }
    },
    onGone: () => {
      asked.close();
      answering.close();
      onGone?.();
    },
  });
  return asked;
}

/** The calls of this side. Every call that was sent is answered once, or ends with the channel. */
function createAsked<Theirs extends Calls>(wire: Wire) {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let isClosed = false;

  const call: Channel<Theirs>['call'] = (name, question, { signal, discard } = {}) =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      if (isClosed) throw new ChannelClosed('the other process is gone');
      lastId += 1;
      const id = lastId;
      const onAbort = (): void => {
        pending.set(id, { resolve: (answer) => discard?.(answer), reject: () => undefined });
        wire.send({ kind: 'cancel', id });
        reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const stopWaiting = (): void => signal?.removeEventListener('abort', onAbort);
      wire.send({ kind: 'call', id, name, question });
      pending.set(id, {
        resolve: (answer) => {
          stopWaiting();
          resolve(answer);
        },
        reject: (error) => {
          stopWaiting();
          reject(error);
        },
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });

  return {
    call,
    tell: ((name, question) => wire.send({ kind: 'tell', name, question })) as Channel<Theirs>['tell'],
    take: (id: number): Pending | undefined => {
      const found = pending.get(id);
      pending.delete(id);
      return found;
    },
    close: (): void => {
      isClosed = true;
      const left = [...pending.values()];
      pending.clear();
      for (const { reject } of left) reject(new ChannelClosed('the other process is gone'));
    },
  };
}

/** The calls of the other side. */
function createAnswering<Ours extends Calls>(wire: Wire, handlers: Handlers<Ours>) {
  const underWay = new Map<number, AbortController>();
  const ask = async (name: string, question: unknown, signal: AbortSignal): Promise<unknown> => {
    const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
    if (handler === undefined) throw new Error(`nothing here answers ${name}`);
    return handler(question, signal);
  };
  return {
    answer: async ({ id, name, question }: Message & { readonly kind: 'call' }): Promise<void> => {
      const controller = new AbortController();
      underWay.set(id, controller);
      try {
        wire.send({ kind: 'answer', id, value: await ask(name, question, controller.signal) });
      } catch (error) {
        wire.send({ kind: 'failure', id, error: carryError(error) });
      } finally {
        underWay.delete(id);
      }
    },
    hear: ({ name, question }: Message & { readonly kind: 'tell' }): Promise<unknown> => ask(name, question, new AbortController().signal).catch(() => undefined),
    cancel: (id: number): void => underWay.get(id)?.abort(),
    close: (): void => {
      for (const controller of underWay.values()) controller.abort();
    },
  };
}
