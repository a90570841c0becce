// What a team is called and what it is for.
import { toFailure } from '../../api/failure.ts';
import { TextField } from '../../ui/text-field.tsx';

export interface TeamDraft {
  readonly name: string;
  readonly description: string;
}

export interface TeamFieldsProps {
  readonly draft: TeamDraft;
  readonly onChange: (draft: TeamDraft) => void;
  /** Of the last try. */
  readonly error: unknown;
}

export function TeamFields({ draft, onChange, error }: TeamFieldsProps) {
  const fields = error === null || error === undefined ? {} : toFailure(error).fields;
  return (
    <>
      <TextField label="Name" description="3 to 30 letters, digits, _ or -" isCode autoFocus autoComplete="off" value={draft.name} onChange={(name) => onChange({ ...draft, name })} errors={fields['name']} />
      <TextField label="Description (optional)" autoComplete="off" value={draft.description} onChange={(description) => onChange({ ...draft, description })} errors={fields['description']} />
    </>
  );
}
