// The registries that were named, Docker Hub first, and one more to add.
import { Trash2 } from 'lucide-react';
import { isDockerHubAllowed } from '../../policy/policy-settings.ts';
import type { Draft } from '../../policy/use-draft.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AddRegistry } from './add-registry.tsx';
import { withDockerHub, withRegistry, withoutRegistry } from './registry-rows.ts';
import { type KnownRegistries, useKnownRegistries } from './use-known-registries.ts';
import styles from './registry-list.module.css';

interface Row {
  readonly address: string;
  readonly name: string;
  readonly isAllowed: boolean;
  readonly isDockerHub: boolean;
}

const effects = [
  { value: 'allowed', label: 'Allowed' },
  { value: 'refused', label: 'Refused' },
] as const;

const notHere = 'Not on this gateway: it has no upstream of that address, so nothing comes from there, allowed or not. Whoever runs the gateway adds one.';

export function RegistryList({ draft }: { readonly draft: Draft }) {
  const known = useKnownRegistries();
  const { custom_registries: custom, enabled } = draft.value.registry_access_management;
  const rows: readonly Row[] = [
    { address: 'docker.io', name: 'Docker Hub', isAllowed: isDockerHubAllowed(draft.value), isDockerHub: true },
    ...custom.map(({ address, friendly_name: name, allowed }) => ({ address, name, isAllowed: allowed, isDockerHub: false })),
  ];
  return (
    <Section title="Registries" description={enabled ? 'What is not on the list is refused.' : 'The list counts once registry access is on.'} isFlush>
      {rows.some(({ address }) => known.isConfigured(address) === false) && (
        <p className={styles['note']}>{notHere}</p>
      )}
      <Table label="The list of registries" columns={columnsOf(draft, known)} rows={rows} keyOf={({ address }) => address} />
      {draft.isEditable && <AddRegistry draft={draft} known={known} />}
    </Section>
  );
}

function columnsOf(draft: Draft, known: KnownRegistries): readonly Column<Row>[] {
  const columns: readonly Column<Row>[] = [
    { id: 'address', title: 'Registry', isRowHeader: true, cell: (row) => <Address row={row} known={known} /> },
    { id: 'name', title: 'Name', cell: (row) => <Name row={row} draft={draft} /> },
    { id: 'effect', title: 'Members', cell: (row) => <Effect row={row} draft={draft} /> },
  ];
  return draft.isEditable ? [...columns, { id: 'remove', title: 'Remove', kind: 'actions', cell: (row) => <Remove row={row} draft={draft} /> }] : columns;
}

function Address({ row: { address }, known: { isConfigured } }: { readonly row: Row; readonly known: KnownRegistries }) {
  return (
    <span className={styles['address']}>
      {address}
      {isConfigured(address) === false && <Badge tone="warning">Not on this gateway</Badge>}
    </span>
  );
}

interface CellProps {
  readonly row: Row;
  readonly draft: Draft;
}

function Name({ row, draft }: CellProps) {
  if (row.isDockerHub || !draft.isEditable) return <span className={styles['address']}>{row.name === '' ? '-' : row.name}</span>;
  const { address, name, isAllowed } = row;
  return <TextField label={`Name of ${address}`} isLabelHidden maxLength={200} value={name} onChange={(typed) => draft.edit((settings) => withRegistry(settings, { address, friendly_name: typed, allowed: isAllowed }))} />;
}

function Effect({ row: { address, name, isAllowed, isDockerHub }, draft }: CellProps) {
  if (!draft.isEditable) return isAllowed ? <Badge tone="good">Allowed</Badge> : <Badge tone="danger">Refused</Badge>;
  return (
    <Select
      label={`Members may use ${address}`}
      isLabelHidden
      options={effects}
      value={isAllowed ? 'allowed' : 'refused'}
      onChange={(effect) => {
        const allowed = effect === 'allowed';
        draft.edit((settings) => (isDockerHub ? withDockerHub(settings, allowed) : withRegistry(settings, { address, friendly_name: name, allowed })));
      }}
    />
  );
}

function Remove({ row: { address, isDockerHub }, draft }: CellProps) {
  if (isDockerHub) return null;
  return (
    <span className={styles['remove']}>
      <Button size="small" look="quiet" aria-label={`Remove ${address}`} icon={<Trash2 aria-hidden="true" />} onPress={() => draft.edit((settings) => withoutRegistry(settings, address))} />
    </span>
  );
}
