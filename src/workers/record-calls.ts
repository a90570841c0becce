// Keeping records from another process: what crosses.
import type { PullRecord, RecordJournal } from '../audit/record-journal.port.ts';
import type { Channel, Handlers } from './channel.ts';

// A type and not an interface: only a type is a record of calls.
export type RecordCalls = {
  /** Answered once the records would survive SIGKILL and power loss. */
  readonly appendRecords: { readonly question: readonly PullRecord[]; readonly answer: undefined };
};

/** The primary's side. `append` may be called by many at once (see group-appends.ts). */
export function serveRecordJournal(append: RecordJournal['append']): Handlers<RecordCalls> {
  return {
    appendRecords: async (records) => {
      await append(records);
      return undefined;
    },
  };
}

/** The worker's side. When the primary goes before it has answered, the records may or may not be kept: the request must not be granted. */
export function createRemoteRecordJournal(channel: Channel<RecordCalls>): Pick<RecordJournal, 'append'> {
  return { append: (records) => channel.call('appendRecords', records) };
}
