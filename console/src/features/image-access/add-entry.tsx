// One more entry of the allowlist, completed from what people pulled.
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { readPattern } from '../../../../src/contract/read-pattern.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { addEntries } from './allowlist-draft.ts';
import type { AllowlistPartProps } from './allowlist-part.ts';
import styles from './allowlist.module.css';
import { cleaned } from './read-pasted.ts';
import { usePulled } from './use-pulled.ts';

export function AddEntry({ allowlist: { repositories }, meanings, edit }: AllowlistPartProps) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const isKnown = (repository: string): boolean => meanings.ofAll(repositories).has(meanings.of(repository) ?? '');
  const completions = usePulled(typed, isKnown);
  const add = (text: string): void => {
    const repository = cleaned(text);
    if (repository === '') return;
    const read = readPattern(repository);
    const wrong = 'problem' in read ? read.problem : isKnown(repository) ? `${repository} is on the allowlist already` : undefined;
    setProblem(wrong);
    if (wrong !== undefined) return;
    edit(addEntries([{ repository, note: '' }], { meanings, switchOn: false }));
    setTyped('');
  };
  const type = (text: string): void => {
    setTyped(text);
    setProblem(undefined);
  };
  return (
    <div className={styles['add']}>
      <div className={styles['field']}>
        <ComboBox
          label="Add a repository or a namespace"
          placeholder="grafana/grafana, grafana/*"
          description="As you type, what was refused and pulled in the last 30 days is offered."
          value={typed}
          onChange={type}
          completions={completions}
          onSubmit={add}
          errors={problem === undefined ? undefined : [problem]}
        />
      </div>
      <Button icon={<Plus aria-hidden="true" />} onPress={() => add(typed)} isDisabled={typed.trim() === ''}>
        Add
      </Button>
    </div>
  );
}
