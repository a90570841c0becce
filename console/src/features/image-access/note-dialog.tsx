// What an entry of the allowlist is for: kept in the draft until it is saved.
import { useState } from 'react';
import type { Draft } from '../../policy/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { setNote } from './allowlist-draft.ts';
import type { ShownEntry } from './shown-entry.ts';

const noteCharactersMax = 500;

export function NoteDialog({ entry: { repository, note, saved }, edit, onClose }: { readonly entry: ShownEntry; readonly edit: Draft['edit']; readonly onClose: () => void }) {
  const [text, setText] = useState(note);
  const keep = (): void => {
    edit(setNote(repository, text.trim(), saved?.note));
    onClose();
  };
  const actions = (
    <>
      <Button onPress={onClose}>Cancel</Button>
      <Button look="primary" type="submit" form="note-form">
        Keep the note
      </Button>
    </>
  );
  return (
    <Dialog title={`Note for ${repository}`} isOpen onClose={onClose} actions={actions}>
      <Form id="note-form" onSubmit={keep}>
        <TextField label="Note" description="What it is for, and until when." value={text} onChange={setText} maxLength={noteCharactersMax} autoFocus />
      </Form>
    </Dialog>
  );
}
