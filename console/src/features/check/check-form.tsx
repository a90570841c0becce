// Where an image is typed or a file pasted; Enter checks.
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useIsOwner } from '../../api/organization.ts';
import { PersonField } from '../../policy/person-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { formatCount } from '../../ui/format.ts';
import { TextField } from '../../ui/text-field.tsx';
import { type ImagesInText, imagesInText } from './images-in-text.ts';
import styles from './check-form.module.css';

export interface CheckFormProps {
  /** The images in the address bar, with commas between them. */
  readonly written: string;
  readonly username: string;
  readonly isChecking: boolean;
  readonly onCheck: (images: readonly string[], username: string) => void;
}

const kinds = { names: undefined, dockerfile: 'a Dockerfile', yaml: 'a Compose file or manifest' } as const satisfies Record<ImagesInText['kind'], string | undefined>;

export function CheckForm({ written, username, isChecking, onCheck }: CheckFormProps) {
  const isOwner = useIsOwner();
  // What was pasted stays as it is; only images that somebody else wrote into the address bar replace it.
  const [{ from, sent, text, person }, setDraft] = useState(() => ({ from: `${written} ${username}`, sent: '', text: linesOf(written), person: username }));
  const now = `${written} ${username}`;
  if (from !== now) setDraft(now === sent ? { from: now, sent, text, person } : { from: now, sent: '', text: linesOf(written), person: username });
  const { kind, images, unresolved } = useMemo(() => imagesInText(text), [text]);
  const submit = (asked = person): void => {
    if (images.length === 0) return;
    const found = images.map(({ image }) => image);
    const name = asked.trim();
    setDraft((draft) => ({ ...draft, person: name, sent: `${found.join(',')} ${name}` }));
    onCheck(found, name);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <Form onSubmit={() => submit()}>
      <TextField
        label="Image, Dockerfile, Compose file, manifest or docker pull line"
        isLabelHidden
        description="An image such as nginx:1.27, several lines of them, or a whole Dockerfile, Compose file or Kubernetes manifest. Enter checks, Shift and Enter begins a new line."
        placeholder="nginx:1.27"
        rows={Math.min(14, Math.max(3, text.split('\n').length))}
        isCode
        autoFocus
        value={text}
        onChange={(value) => setDraft((draft) => ({ ...draft, text: value }))}
        onKeyDown={press}
      />
      {(images.length > 1 || kinds[kind] !== undefined) && (
        <p className={styles['found']} role="status">
          {formatCount(images.length, 'image')} found{kinds[kind] !== undefined && ` in what looks like ${kinds[kind]}`}
        </p>
      )}
      {unresolved.length > 0 && <Unresolved unresolved={unresolved} kind={kind} />}
      {text.trim() !== '' && images.length === 0 && unresolved.length === 0 && <p className={styles['found']}>There is no image in this.</p>}
      <div className={styles['bottom']}>
        {isOwner && (
          <div className={styles['person']}>
            <PersonField label="Who pulls" placeholder="Any member" value={person} onChange={(value) => setDraft((draft) => ({ ...draft, person: value }))} onSubmit={submit} />
          </div>
        )}
        <Button type="submit" look="primary" isPending={isChecking} isDisabled={images.length === 0}>
          Check
        </Button>
      </div>
    </Form>
  );
}

function Unresolved({ unresolved, kind }: Pick<ImagesInText, 'unresolved' | 'kind'>) {
  return (
    <div className={styles['unresolved']} role="status">
      <p>{kind === 'dockerfile' ? 'Not checked, because they depend on a build argument without a default:' : 'Not checked, because they depend on a value that is not in the text:'}</p>
      <ul>
        {unresolved.map(({ line, image }) => (
          <li key={line}>
            <code>{image}</code>, line {line}
          </li>
        ))}
      </ul>
    </div>
  );
}

function linesOf(written: string): string {
  return written.replaceAll(',', '\n');
}
