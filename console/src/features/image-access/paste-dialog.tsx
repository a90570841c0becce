// Many entries at once, from a list somewhere else: the right ones are taken, every wrong one is named.
import { useMemo, useState } from 'react';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatCount, formatNumber } from '../../ui/format.ts';
import { TextField } from '../../ui/text-field.tsx';
import { addEntries } from './allowlist-draft.ts';
import type { AllowlistPartProps } from './allowlist-part.ts';
import styles from './allowlist.module.css';
import { readPasted } from './read-pasted.ts';

const wrongShown = 50;

export function PasteDialog({ allowlist: { repositories }, meanings, edit, onClose }: AllowlistPartProps & { readonly onClose: () => void }) {
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const [taken, setTaken] = useState(0);
  const known = meanings.ofAll(repositories);
  const { entries, known: twice, wrong } = useMemo(() => readPasted(text, known), [text, known]);
  const add = (): void => {
    edit(addEntries(entries.map((entry) => (entry.note === '' ? { ...entry, note: note.trim() } : entry)), { meanings, switchOn: false }));
    if (wrong.length === 0) {
      onClose();
      return;
    }
    setTaken((count) => count + entries.length);
    setText(wrong.map(({ text: left }) => left).join('\n'));
  };
  const actions = (
    <>
      <Button onPress={onClose}>{taken > 0 ? 'Close' : 'Cancel'}</Button>
      <Button look="primary" isDisabled={entries.length === 0} onPress={add}>
        {entries.length === 0 ? 'Add' : `Add ${formatCount(entries.length, 'entry', 'entries')}`}
      </Button>
    </>
  );
  return (
    <Dialog title="Paste many" width="wide" isOpen onClose={onClose} actions={actions}>
      {taken > 0 && <Banner tone="good">{`${formatCount(taken, 'entry', 'entries')} added to your changes. What is left is wrong: mend it, or leave it.`}</Banner>}
      <TextField
        label="Repositories and namespaces"
        description="One a line, or between commas. What stands after a # is the note."
        rows={8}
        value={text}
        onChange={setText}
        placeholder={'grafana/grafana  # dashboards\nsomeuser/custom-image, other/*'}
      />
      <TextField label="Note for those that have none (optional)" description="What they are for." value={note} onChange={setNote} maxLength={500} />
      <div role="status">
        {text.trim() !== '' && (
          <p>
            {`${formatNumber(entries.length)} to add`}
            {twice > 0 && `, ${formatNumber(twice)} on the allowlist already or named twice`}
            {wrong.length > 0 && `, ${formatNumber(wrong.length)} wrong`}.
          </p>
        )}
      </div>
      {wrong.length > 0 && (
        <ul className={styles['wrong']} aria-label="Wrong entries" tabIndex={0}>
          {wrong.slice(0, wrongShown).map(({ line, text: named, problem }, at) => (
            <li key={at}>
              Line {formatNumber(line)}: <code>{named.slice(0, 100)}</code>: {problem}
            </li>
          ))}
          {wrong.length > wrongShown && <li>And {formatNumber(wrong.length - wrongShown)} more.</li>}
        </ul>
      )}
    </Dialog>
  );
}
