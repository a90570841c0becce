// What differs between two states of the settings, in words: added, removed, before and after.
import { ArrowRight, Minus, PencilLine, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import type { SettingDifference } from './policy-settings.ts';
import { anotherOrder, entryText, settingName, settingValue } from './setting-texts.ts';
import styles from './differences.module.css';

const shownAtFirst = 20;

export function Differences({ changes, label }: { readonly changes: readonly SettingDifference[]; readonly label: string }) {
  return (
    <dl className={styles['differences']} aria-label={label}>
      {changes.map((change) => (
        <div key={change.path} className={styles['difference']}>
          <dt>{settingName(change.path)}</dt>
          <dd>{change.before !== undefined && change.after !== undefined ? <Single path={change.path} before={change.before} after={change.after} /> : <Several change={change} />}</dd>
        </div>
      ))}
    </dl>
  );
}

function Single({ path, before, after }: { readonly path: string; readonly before: boolean | string; readonly after: boolean | string }) {
  return (
    <span className={styles['single']}>
      <del>
        <span className="visually-hidden">before: </span>
        {settingValue(path, before)}
      </del>
      <ArrowRight aria-hidden="true" />
      <ins>
        <span className="visually-hidden">after: </span>
        {settingValue(path, after)}
      </ins>
    </span>
  );
}

/** A list: every line with its sign, so that colour says nothing alone. */
function Several({ change: { added = [], removed = [], changed = [], reordered = false } }: { readonly change: SettingDifference }) {
  const [isWhole, setWhole] = useState(false);
  const lines: ReactNode[] = [
    ...added.map((entry, at) => <Line key={`+${at}`} kind="added" entry={entry} />),
    ...removed.map((entry, at) => <Line key={`-${at}`} kind="removed" entry={entry} />),
    ...changed.map(({ after }, at) => <Line key={`~${at}`} kind="changed" entry={after} />),
  ];
  if (lines.length === 0 && reordered) return anotherOrder;
  const shown = isWhole ? lines : lines.slice(0, shownAtFirst);
  return (
    <>
      <ul className={styles['lines']}>{shown}</ul>
      {shown.length < lines.length && (
        <Button size="small" look="quiet" onPress={() => setWhole(true)}>
          {`Show ${formatNumber(lines.length - shown.length)} more`}
        </Button>
      )}
    </>
  );
}

const kinds = {
  added: { icon: Plus, word: 'added' },
  removed: { icon: Minus, word: 'removed' },
  changed: { icon: PencilLine, word: 'changed' },
} as const;

function Line({ kind, entry }: { readonly kind: keyof typeof kinds; readonly entry: Readonly<Record<string, boolean | string | null>> }) {
  const { icon: Icon, word } = kinds[kind];
  const { name, more } = entryText(entry);
  return (
    <li data-kind={kind}>
      <Icon aria-hidden="true" />
      <span>
        <span className="visually-hidden">{`${word}: `}</span>
        <code>{name}</code>
        {more !== '' && <span className={styles['more']}>{more}</span>}
      </span>
    </li>
  );
}
