// A worker process: the data plane alone, at the command of the primary process that started it.
import { join } from 'node:path';
import { flushCompileCache } from 'node:module';
import { createDataPlane } from './data-plane.ts';
import type { LocalDataPlane } from './data-plane.ts';
import { InvalidCertificate } from './http/certificate.ts';
import { ListenFailed } from './http/listen-failed.ts';
import { openUpstreams } from './open-upstreams.ts';
import { now } from './parts.ts';
import { openSqliteStore } from './store/sqlite/open-sqlite-store.ts';
import { StoreError } from './store/store-error.ts';
import { createLog } from './telemetry/log.ts';
import type { Assignment, PrimaryCalls, WorkerCalls } from './worker-calls.ts';
import { createChannel } from './workers/channel.ts';
import { createRemoteContentSource } from './workers/remote-content-source.ts';
import { createRemoteRecordJournal } from './workers/record-calls.ts';
import { createRemoteSignIn } from './workers/sign-in-calls.ts';
import { StartRefused } from './workers/start-refused.ts';
import { processWire } from './workers/wire.ts';

const closers = new AsyncDisposableStack();
const made = Promise.withResolvers<LocalDataPlane>();

const channel = createChannel<PrimaryCalls, WorkerCalls>({
  wire: processWire(process),
  handlers: {
    prepare: (assignment) =>
      refusing(() => {
        made.resolve(prepare(assignment));
        return undefined;
      }),
    listen: (ports) => refusing(async () => (await made.promise).listen(ports)),
    forget: async (repository) => {
      (await made.promise).forget(repository);
      return undefined;
    },
    serve: async () => {
      await (await made.promise).serve();
      flushCompileCache();
      return undefined;
    },
  },
  // Without the primary nobody keeps the records.
  onGone: () => process.exit(1),
});

function prepare({ number, config, secretKey, gatewayKey }: Assignment): LocalDataPlane {
  const log = createLog(config.log).child({ worker: number });
  const store = openSqliteStore({ file: join(config.dataFolder, 'pullgate.db'), secretKey, now });
  closers.defer(() => store.close());
  const parts = { config, log, closers };
  const upstreams = openUpstreams(parts, store);
  return createDataPlane(parts, { store, gatewayKey, upstreams, content: createRemoteContentSource(channel), journal: createRemoteRecordJournal(channel), signIn: createRemoteSignIn(channel) });
}

/** What an operator can mend is told as such: no other worker could start either. */
async function refusing<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if ([InvalidCertificate, ListenFailed, StoreError].some((kind) => error instanceof kind)) throw new StartRefused((error as Error).message, { cause: error });
    throw error;
  }
}

// A terminal sends SIGINT to all processes at once, and the primary says when it is time: by SIGTERM, as whoever wants this worker replaced.
process.on('SIGINT', () => undefined);
let ending: Promise<never> | undefined;
// Whoever stops every process of a service at once is a second one who says so: what is under way is finished all the same.
process.on('SIGTERM', () => {
  ending ??= closers.disposeAsync().then(() => process.exit(0));
});
