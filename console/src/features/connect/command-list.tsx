// Commands in their order, each with what it does, and all of them together.
import type { Answer } from '../../api/operation-types.ts';
import { CodeBlock } from '../../ui/copy.tsx';
import styles from './connect.module.css';

export function CommandList({ commands }: { readonly commands: Answer<'showClientSetup'>['commands'] }) {
  return (
    <ol className={styles['commands']}>
      {commands.map(({ line, purpose }) => (
        <li key={line}>
          <p className={styles['purpose']}>{sentence(purpose)}</p>
          <CodeBlock text={line} label={line} />
        </li>
      ))}
    </ol>
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
