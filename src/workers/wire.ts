// The messages between two processes of Pullgate, and the pipe that carries them.
import type { CarriedError } from './carried-error.ts';

/** All of it is data, which node's `advanced` serialization copies: Buffers stay Buffers. */
export type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly question: unknown }
  /** The caller of `id` waits no more. It is answered nevertheless. */
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: CarriedError }
  /** Like a call, with no answer. */
  | { readonly kind: 'tell'; readonly name: string; readonly question: unknown };

/** One end of a pipe: messages arrive whole, once, and in order. */
export interface Wire {
  /** Does nothing once the other end is gone. Throws for what is not data. */
  readonly send: (message: Message) => void;
  /** To be called once. `onGone` comes after the last message. */
  readonly receive: (receiver: { readonly onMessage: (message: Message) => void; readonly onGone: () => void }) => void;
}

/** What a child is to its parent (`ChildProcess`), and a parent to its child (`process`). */
export interface ProcessPeer {
  readonly connected: boolean;
  readonly send?: (message: Message, handle: undefined, options: undefined, callback: (error: Error | null) => void) => boolean;
  readonly on: ((event: 'message', listener: (message: unknown) => void) => unknown) & ((event: 'disconnect', listener: () => void) => unknown);
}

/** The pipe that node makes between a parent and a child. Both must have been started with `serialization: 'advanced'`. */
export function processWire(peer: ProcessPeer): Wire {
  return {
    send: (message) => {
      // A failure to send means that the other end is going: `disconnect` tells.
      if (peer.connected) peer.send?.(message, undefined, undefined, () => undefined);
    },
    receive: ({ onMessage, onGone }) => {
      peer.on('message', (message) => onMessage(message as Message));
      peer.on('disconnect', onGone);
    },
  };
}
