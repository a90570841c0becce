// The worker that the supervisor's tests keep alive. It loads little: they start it many times.
import { createChannel } from '../../src/workers/channel.ts';
import type { Calls } from '../../src/workers/channel.ts';
import { processWire } from '../../src/workers/wire.ts';

export type WorkerCalls = {
  readonly processId: { readonly question: undefined; readonly answer: number };
  readonly exit: { readonly question: number; readonly answer: undefined };
  readonly ignoreSigterm: { readonly question: undefined; readonly answer: undefined };
};

createChannel<Calls, WorkerCalls>({
  wire: processWire(process),
  handlers: {
    processId: () => process.pid,
    exit: (status) => process.exit(status),
    ignoreSigterm: () => {
      process.on('SIGTERM', () => undefined);
      return undefined;
    },
  },
});
