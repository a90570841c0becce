// One registry more, completed from what the gateway knows and from what people pulled.
import { useState } from 'react';
import type { Draft } from '../../policy/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { readAddress } from './read-address.ts';
import { withRegistry } from './registry-rows.ts';
import type { KnownRegistries } from './use-known-registries.ts';
import styles from './registry-list.module.css';

export interface AddRegistryProps {
  readonly draft: Draft;
  readonly known: KnownRegistries;
}

export function AddRegistry({ draft, known }: AddRegistryProps) {
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string>();
  const listed = draft.value.registry_access_management.custom_registries.map(({ address }) => address);
  const wanted = typed.trim().toLowerCase();
  const completions = known.completions.filter(({ value }) => !listed.includes(value) && value.includes(wanted) && value !== wanted);
  const add = (text: string): void => {
    const read = readAddress(text, listed);
    if ('problem' in read) {
      setProblem(read.problem);
      return;
    }
    draft.edit((settings) => withRegistry(settings, { address: read.address, friendly_name: name.trim(), allowed: true }));
    setTyped('');
    setName('');
    setProblem(undefined);
  };
  return (
    <form
      className={styles['add']}
      noValidate
      aria-label="Add a registry"
      onSubmit={(event) => {
        event.preventDefault();
        add(typed);
      }}
    >
      <ComboBox
        label="Add a registry"
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setProblem(undefined);
        }}
        completions={completions}
        errors={problem === undefined ? undefined : [problem]}
        description="Its address, such as ghcr.io or registry.example.com:5000."
      />
      <TextField label="Name (optional)" description="What people call it." maxLength={200} value={name} onChange={setName} />
      <Button type="submit" isDisabled={wanted === ''}>
        Add
      </Button>
    </form>
  );
}
