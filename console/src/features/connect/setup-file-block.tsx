// One file: where it goes, what it is for, and what is in it.
import type { Answer } from '../../api/operation-types.ts';
import { Badge } from '../../ui/badge.tsx';
import { CodeBlock, CopyButton } from '../../ui/copy.tsx';
import styles from './connect.module.css';

const executable = '0755';

export function SetupFileBlock({ file: { path, mode, content, purpose, part } }: { readonly file: Answer<'showClientSetup'>['files'][number] }) {
  const isAnywhere = !path.startsWith('/') && !path.includes('\\');
  return (
    <article className={styles['file']}>
      <header className={styles['fileHeader']}>
        <h3 className={styles['path']}>
          <code>{path}</code>
        </h3>
        {isAnywhere && <Badge>In any folder</Badge>}
        {mode === executable && <Badge>Executable (0755)</Badge>}
        {part && <Badge tone="warning">Add to the file</Badge>}
        <CopyButton text={path} label={`the path ${path}`} />
      </header>
      <p className={styles['purpose']}>
        {purpose.charAt(0).toUpperCase() + purpose.slice(1)}.{part && ' The file may be there and hold more: add this to it.'}
      </p>
      <CodeBlock text={content} label={`the content of ${path}`} />
    </article>
  );
}
