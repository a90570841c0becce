// One more entry of the allowlist, completed from what people pulled.
import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { readPattern } from '../../../../src/contract/read-pattern.ts';
import type { Draft } from '../../policy/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { addEntries, meaningsOf } from './allowlist-draft.ts';
import styles from './allowlist.module.css';
import { cleaned } from './read-pasted.ts';
import { usePulled } from './use-pulled.ts';

export function AddEntry({ draft }: { readonly draft: Draft }) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  const { repositories } = draft.value.restricted_images.allowlist;
  const known = useMemo(() => meaningsOf(repositories), [repositories]);
  const completions = usePulled(typed, known);
  const add = (text: string): void => {
    const repository = cleaned(text);
    if (repository === '') return;
    const read = readPattern(repository);
    const wrong = 'problem' in read ? read.problem : known.has(read.meaning) ? `${repository} is on the allowlist already` : undefined;
    setProblem(wrong);
    if (wrong !== undefined) return;
    draft.edit(addEntries([{ repository, note: '' }], { switchOn: false }));
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
