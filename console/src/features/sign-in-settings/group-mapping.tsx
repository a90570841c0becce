// What being in a group of the provider's brings here: a role, a team, or both.
import { Plus, Trash2 } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { $api } from '../../api/client.ts';
import { useOrganization } from '../../api/organization.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type MappingDraft, problemsOf } from './connection-draft.ts';
import type { FormPart } from './form-part.ts';
import styles from './single-sign-on.module.css';

const teamsMax = 100;
const roles = [
  { value: 'owner', label: 'Owner' },
  { value: 'editor', label: 'Editor' },
  { value: 'member', label: 'Member' },
] as const;
const rolesOrNone = [{ value: 'none', label: 'No role' }, ...roles] as const;
const rolesWithout = roles.filter(({ value }) => value !== 'owner');

export function GroupMapping({ draft, edit, fields }: FormPart) {
  const { name: org } = useOrganization();
  const { data } = useQuery($api.queryOptions('get', '/v2/orgs/{org}/groups', { params: { path: { org }, query: { page_size: teamsMax } } }));
  const teams = data?.results.map(({ name }) => name) ?? [];
  const change = (key: number, to: Partial<MappingDraft>): void => edit({ mapping: draft.mapping.map((row) => (row.key === key ? { ...row, ...to } : row)) });
  const add = (): void => edit({ mapping: [...draft.mapping, { key: Math.max(-1, ...draft.mapping.map(({ key }) => key)) + 1, group: '', role: '', team: '' }] });
  return (
    <>
      <TextField label="Claim" description="Where the provider sends a person's groups; realm_access.roles goes into objects." isCode value={draft.groupClaim} onChange={(groupClaim) => edit({ groupClaim })} errors={problemsOf(fields, 'group_claim')} />
      <Select label="Role without a group" description="Of whoever signs in for the first time, and of whoever is in no group with a role where groups give roles." options={rolesWithout} value={draft.defaultRole} onChange={(defaultRole) => edit({ defaultRole })} />
      <div className={styles['rows']}>
        {draft.mapping.map((row, index) => (
          <Row key={row.key} row={row} place={index} teams={teams} fields={fields} onChange={(to) => change(row.key, to)} onRemove={() => edit({ mapping: draft.mapping.filter(({ key }) => key !== row.key) })} />
        ))}
      </div>
      <div>
        <Button size="small" icon={<Plus aria-hidden="true" />} onPress={add}>
          Map a group
        </Button>
      </div>
    </>
  );
}

interface RowProps {
  readonly row: MappingDraft;
  readonly place: number;
  readonly teams: readonly string[];
  readonly fields: FormPart['fields'];
  readonly onChange: (to: Partial<MappingDraft>) => void;
  readonly onRemove: () => void;
}

function Row({ row: { group, role, team }, place, teams, fields, onChange, onRemove }: RowProps) {
  const field = `group_mapping.${place}`;
  const typed = team.trim().toLowerCase();
  const completions = teams.filter((name) => name.toLowerCase().includes(typed) && name !== team).map((value) => ({ value }));
  const groupErrors = [...problemsOf(fields, field), ...problemsOf(fields, `${field}.group`)];
  const teamErrors = problemsOf(fields, `${field}.team`);
  return (
    <div className={styles['mapping']} role="group" aria-label={`Group ${place + 1}`} data-has-errors={groupErrors.length + teamErrors.length > 0 || undefined}>
      <TextField label="Group" isCode value={group} onChange={(typedGroup) => onChange({ group: typedGroup })} errors={groupErrors} />
      <Select label="Role" options={rolesOrNone} value={role === '' ? 'none' : role} onChange={(chosen) => onChange({ role: chosen === 'none' ? '' : chosen })} />
      <ComboBox label="Team" value={team} onChange={(typedTeam) => onChange({ team: typedTeam })} completions={completions} errors={teamErrors} />
      <Button look="quiet" aria-label={`Remove group ${group === '' ? place + 1 : group}`} icon={<Trash2 aria-hidden="true" />} onPress={onRemove} />
    </div>
  );
}
