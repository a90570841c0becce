// The client, the system that it runs on, and the way to set it up.
import type { ClientSetupEntry } from '../../../../src/contract/client-setup.ts';
import { Section } from '../../ui/page.tsx';
import { Select } from '../../ui/select.tsx';
import { type SetupChoice, variantsFor } from './choose-setup.ts';
import { clientName, systemName } from './client-names.ts';
import type { ConnectSearch } from './connect-search.ts';
import styles from './connect.module.css';

export interface ChooseClientProps {
  readonly clients: readonly ClientSetupEntry[];
  readonly choice: SetupChoice;
  readonly onChoose: (choice: ConnectSearch) => void;
}

export function ChooseClient({ clients, choice: { entry, os, variant }, onChoose }: ChooseClientProps) {
  const { client } = entry;
  return (
    <Section title="2. Choose the client" description={`${entry.summary}.`}>
      <div className={styles['choices']}>
        <Select
          label="Client"
          value={client}
          onChange={(next) => onChoose({ client: next, os })}
          options={clients.map(({ client: value, summary, problem }) => ({ value, label: clientName(value), description: problem === null ? summary : `${summary}; not yet: ${problem}` }))}
        />
        <Select label="System" value={os} onChange={(next) => onChoose({ client, os: next, variant })} options={entry.systems.map((value) => ({ value, label: systemName(value) }))} />
        <Select label="Variant" value={variant} onChange={(next) => onChoose({ client, os, variant: next })} options={variantsFor(entry, os).map(({ name, summary }) => ({ value: name, label: name, description: summary }))} />
      </div>
    </Section>
  );
}
