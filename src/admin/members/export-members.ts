// GET /v2/orgs/{org}/members/export: members and invitees as a file for spreadsheets, in Docker Hub's columns, at the client's pace.
import type { ActivityWriter } from '../../audit/activity.port.ts';
import { type CsvCell, loadCsv } from '../csv.ts';
import type { Operation } from '../operation.ts';
import { streamOfText } from '../text-stream.ts';
import { wirePerson } from '../wire-person.ts';
import { wireRole } from '../wire-role.ts';
import type { MemberStore, Person } from './members.port.ts';

const piecePeople = 500;
const columns = ['Name', 'Username', 'Email', 'Type', 'Permission', 'Teams', 'Date Joined'] as const;

export interface ExportMembersOptions {
  readonly store: Pick<MemberStore, 'listPeople'> & ActivityWriter;
  readonly now: () => number;
}

export function createExportMembers({ store, now }: ExportMembersOptions): Operation<'exportMembers'> {
  return async ({ membership: { organization }, act, signal }) => {
    await store.recordAct(act({ action: 'org.export', after: { what: 'members' } }));
    const csv = await loadCsv();
    const name = `${organization}-members-${new Date(now()).toISOString().slice(0, 19).replace(/:/g, '')}Z.csv`;
    return {
      body: streamOfText((gone) => read(store, organization, csv, gone), signal),
      headers: { 'Content-Type': 'text/csv; charset=utf-8; header=present', 'Content-Disposition': `attachment; filename="${name}"` },
    };
  };
}

async function* read(store: Pick<MemberStore, 'listPeople'>, organization: string, csv: (rows: readonly (readonly CsvCell[])[]) => string, gone: AbortSignal): AsyncGenerator<string, void> {
  yield csv([columns]);
  for (let offset = 0; !gone.aborted; offset += piecePeople) {
    const { people } = await store.listPeople(organization, { kinds: ['member', 'invitee'], limit: piecePeople, offset });
    if (people.length > 0) yield csv(people.map(cells));
    if (people.length < piecePeople) return;
  }
}

function cells(person: Person): readonly CsvCell[] {
  const { full_name, username, email } = wirePerson(person, { showEmail: true });
  return [full_name, username, email, person.kind === 'invitee' ? 'Invitee' : 'User', wireRole[person.role], person.teams.join(', '), dateOf(person.joinedAtMs)];
}

/** As Docker Hub's file has it: `2020-01-01 15:00:51.193355 +0000 UTC`. */
function dateOf(timeMs: number): string {
  return `${new Date(timeMs).toISOString().replace('T', ' ').replace('Z', '000')} +0000 UTC`;
}
