// GET /v2/orgs/{org}/pulls/export: the records that a search finds, all of them, as a file. Read piece by piece at the client's pace,
// so that neither memory nor other requests feel how many they are.
import type { PullRecord } from '../../audit/pull-record.ts';
import type { ActivityWriter } from '../../audit/activity.port.ts';
import { pull } from '../../contract/pulls.ts';
import type { ExportFormat, Pull } from '../../contract/pulls.ts';
import { loadCsv } from '../csv.ts';
import type { Operation } from '../operation.ts';
import { streamOfText } from '../text-stream.ts';
import { wirePull } from '../wire-pull.ts';
import type { PullReader } from '../wire-pull.ts';
import { pullFilterOf } from './pull-filter.ts';
import type { PullFilter, PullPosition, PullStore } from './pulls.port.ts';

const pieceRecords = 500;
/** The fields of the API's records, under the same names. */
const columns = Object.keys(pull.shape) as readonly (keyof Pull)[];
const mediaTypes = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/jsonl' } as const satisfies Record<ExportFormat, string>;

export interface ExportPullsOptions {
  readonly store: Pick<PullStore, 'listPulls'> & ActivityWriter;
  readonly now: () => number;
}

export function createExportPulls({ store, now }: ExportPullsOptions): Operation<'exportPulls'> {
  return async ({ membership, caller, query, act, signal }) => {
    const { organization } = membership;
    const { format, ...filters } = query;
    const filter = pullFilterOf({ membership, caller }, filters);
    await store.recordAct(act({ action: 'org.export', after: { what: 'pulls', format, filters: withoutAbsent(filters) } }));
    const write = await writerOf(format);
    const reader = { organization, userId: caller.id };
    const name = `${organization}-pulls-${new Date(now()).toISOString().slice(0, 19).replace(/:/g, '')}Z.${format}`;
    return { body: streamOfText((gone) => read({ store, filter, reader, write, gone }), signal), headers: { 'Content-Type': mediaTypes[format], 'Content-Disposition': `attachment; filename="${name}"` } };
  };
}

interface Writer {
  readonly head: string;
  readonly lines: (records: readonly PullRecord[], reader: PullReader) => string;
}

async function writerOf(format: ExportFormat): Promise<Writer> {
  switch (format) {
    case 'jsonl':
      return { head: '', lines: (records, reader) => records.map((record) => `${JSON.stringify(wirePull(record, reader))}\n`).join('') };
    case 'csv': {
      const csv = await loadCsv();
      return {
        head: csv([columns]),
        lines: (records, reader) =>
          csv(
            records.map((record) => {
              const fields = wirePull(record, reader);
              return columns.map((column) => fields[column]);
            }),
          ),
      };
    }
  }
}

interface Reading {
  readonly store: Pick<PullStore, 'listPulls'>;
  readonly filter: PullFilter;
  readonly reader: PullReader;
  readonly write: Writer;
  /** Nobody reads on. */
  readonly gone: AbortSignal;
}

async function* read({ store, filter, reader, write, gone }: Reading): AsyncGenerator<string, void> {
  if (write.head !== '') yield write.head;
  let after: PullPosition | undefined;
  do {
    const { records, next } = await store.listPulls(reader.organization, filter, { limit: pieceRecords, ...(after && { after }) });
    // Nothing found on a long way is nothing to send, and the way goes on.
    if (records.length > 0) yield write.lines(records, reader);
    after = next;
  } while (after !== undefined && !gone.aborted);
}

function withoutAbsent(filters: Readonly<Record<string, string | boolean | undefined>>): Readonly<Record<string, string | boolean>> {
  return Object.fromEntries(Object.entries(filters).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
