// GET /v2/orgs/{org}/activity/export, and /v2/activity/export for the installation's own: oldest first, a piece at a time at the client's pace.
import type { Act, ActivityWriter } from '../../audit/activity.port.ts';
import type { ActivityEntry, ActivityFormat } from '../../contract/activity.ts';
import { loadCsv } from '../csv.ts';
import type { Call, Content, Operation } from '../operation.ts';
import { streamOfText } from '../text-stream.ts';
import { activityFilterOf } from './activity-filter.ts';
import type { ActivityFilter, ActivityStore, LoggedAct } from './activity.port.ts';
import { cefLine } from './cef.ts';
import { readEntry } from './read-entry.ts';

const pieceEntries = 200;
const mediaTypes = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl', cef: 'text/plain; charset=utf-8' } as const satisfies Record<ActivityFormat, string>;

export interface ExportActivityOptions {
  readonly store: Pick<ActivityStore, 'listActivity' | 'newestActivity'> & ActivityWriter;
  /** Of Pullgate. */
  readonly version: string;
  readonly now: () => number;
}

export function createExportActivity(options: ExportActivityOptions): Operation<'exportActivity'> {
  return ({ membership: { organization }, query, act, signal }) => exportLog(options, { organization, query, signal, act: (after) => act({ action: 'org.export', after }) });
}

export function createExportInstallationActivity(options: ExportActivityOptions): Operation<'exportInstallationActivity'> {
  return ({ query, act, signal }) => exportLog(options, { organization: null, query, signal, act: (after) => act({ action: 'installation.export', name: 'installation', after }) });
}

interface Exporting {
  readonly organization: string | null;
  readonly query: Call<'exportActivity'>['query'];
  readonly signal: AbortSignal;
  readonly act: (after: Act['after']) => Act;
}

interface Exported {
  readonly body: Content;
  readonly headers: Readonly<Record<string, string>>;
}

/** Ends with the entry that says that it was exported. */
async function exportLog({ store, version, now }: ExportActivityOptions, { organization, query, signal, act }: Exporting): Promise<Exported> {
  const { format, ...filters } = query;
  await store.recordAct(act({ what: 'activity', format, filters: Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) }));
  const upTo = await store.newestActivity(organization);
  const writer = await writerOf(format, version);
  const name = `${organization ?? 'installation'}-activity-${new Date(now()).toISOString().slice(0, 19).replace(/:/g, '')}Z.${format}`;
  return {
    body: streamOfText((gone) => read({ store, organization, filter: activityFilterOf(filters), upTo, writer, gone }), signal),
    headers: { 'Content-Type': mediaTypes[format], 'Content-Disposition': `attachment; filename="${name}"` },
  };
}

interface Writer {
  readonly head: string;
  readonly lines: (acts: readonly LoggedAct[]) => string;
}

async function writerOf(format: ActivityFormat, version: string): Promise<Writer> {
  switch (format) {
    case 'jsonl':
      return { head: '', lines: (acts) => acts.map(({ line }) => `${line}\n`).join('') };
    case 'cef':
      return { head: '', lines: (acts) => acts.map((act) => cefLine(readEntry(act), { version })).join('') };
    case 'csv': {
      const csv = await loadCsv();
      const names = Object.keys(columns) as readonly (keyof typeof columns)[];
      return {
        head: csv([names]),
        lines: (acts) =>
          csv(
            acts.map((act) => {
              const entry = readEntry(act);
              return names.map((name) => columns[name](entry));
            }),
          ),
      };
    }
  }
}

const columns = {
  organization: (entry) => entry.organization,
  sequence: (entry) => entry.sequence,
  time: (entry) => entry.time,
  action: (entry) => entry.action,
  name: (entry) => entry.name,
  actor_kind: ({ actor }) => actor.kind,
  actor_id: ({ actor }) => actor.id,
  actor_name: ({ actor }) => actor.name,
  credential_kind: ({ actor }) => actor.credential.kind,
  credential_id: ({ actor }) => actor.credential.id,
  client_address: ({ actor }) => actor.client_address,
  user_agent: ({ actor }) => actor.user_agent,
  request_id: ({ actor }) => actor.request_id,
  before: (entry) => (entry.before === null ? null : JSON.stringify(entry.before)),
  after: (entry) => (entry.after === null ? null : JSON.stringify(entry.after)),
  previous_hash: (entry) => entry.previous_hash,
  hash: (entry) => entry.hash,
} as const satisfies Record<string, (entry: ActivityEntry) => string | number | null>;

interface Reading {
  readonly store: Pick<ActivityStore, 'listActivity'>;
  readonly organization: string | null;
  readonly filter: ActivityFilter;
  readonly upTo: number;
  readonly writer: Writer;
  /** Nobody reads on. */
  readonly gone: AbortSignal;
}

async function* read({ store, organization, filter, upTo, writer, gone }: Reading): AsyncGenerator<string, void> {
  if (writer.head !== '') yield writer.head;
  for (let after: number | undefined = 0; after !== undefined && !gone.aborted; ) {
    const acts: readonly LoggedAct[] = await store.listActivity(organization, filter, { order: 'oldest-first', limit: pieceEntries, after, upTo });
    if (acts.length > 0) yield writer.lines(acts);
    after = acts.length < pieceEntries ? undefined : acts.at(-1)?.sequence;
  }
}
