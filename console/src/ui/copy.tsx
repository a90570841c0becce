// Text to be pasted elsewhere: a line, a file, a secret that is shown once.
import { Check, Copy as CopyIcon } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';
import styles from './copy.module.css';

const shownMs = 2000;

export interface CopyProps {
  readonly text: string;
  /** Read aloud: `the login line`. */
  readonly label: string;
}

/** A button that copies. Where the browser has no clipboard (plain HTTP to another host) it says how. */
export function CopyButton({ text, label }: CopyProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(text);
    setState(isCopied ? 'copied' : 'refused');
    setTimeout(() => setState('idle'), shownMs);
  };
  const words = { idle: 'Copy', copied: 'Copied', refused: 'Select and copy' }[state];
  return (
    <Button size="small" look="quiet" aria-label={`${words} ${label}`} icon={state === 'copied' ? <Check aria-hidden="true" /> : <CopyIcon aria-hidden="true" />} onPress={() => void copy()}>
      {words}
    </Button>
  );
}

/** Lines in a box, with a button that copies all of them. */
export function CodeBlock({ text, label }: CopyProps) {
  return (
    <div className={styles['block']}>
      <pre className={styles['text']} tabIndex={0} aria-label={label}>
        <code>{text}</code>
      </pre>
      <div className={styles['button']}>
        <CopyButton text={text} label={label} />
      </div>
    </div>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
