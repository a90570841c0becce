// What a token is called, what it may pull and push, and what it may do in the API.
import { Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { type Area, type Level, type RepositoryRow, type Right, type TokenDraft, areas } from './token-draft.ts';
import styles from './access-tokens.module.css';

export interface TokenFieldsProps {
  readonly org: string;
  readonly draft: TokenDraft;
  readonly onChange: (draft: TokenDraft) => void;
  /** What was wrong with the last try. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

const rightOptions = [
  { value: 'pull', label: 'Pull' },
  { value: 'push', label: 'Pull and push' },
  { value: 'delete', label: 'Pull, push and delete' },
] as const satisfies readonly { readonly value: Right; readonly label: string }[];

const areaTexts = {
  member: 'Members',
  group: 'Teams',
  invite: 'Invitations',
  activity: 'Activity log',
} as const satisfies Record<Area, string>;

const levelOptions = [
  { value: 'none', label: 'Nothing' },
  { value: 'read', label: 'Read' },
  { value: 'edit', label: 'Read and change' },
] as const satisfies readonly { readonly value: Level; readonly label: string }[];

export function TokenFields({ org, draft, onChange, fields }: TokenFieldsProps) {
  return (
    <>
      <TextField label="Label" description="Where it is used: build server, mirror." value={draft.label} onChange={(label) => onChange({ ...draft, label })} maxLength={100} autoFocus errors={fields['label']} />
      <TextField label="Description (optional)" value={draft.description} onChange={(description) => onChange({ ...draft, description })} maxLength={200} errors={fields['description']} />
      <Repositories org={org} draft={draft} onChange={onChange} fields={fields} />
      <fieldset className={styles['group']}>
        <legend>In the admin API</legend>
        <div className={styles['areas']}>
          {areas.map((area) => (
            <Select
              key={area}
              label={areaTexts[area]}
              value={draft.levels[area]}
              options={area === 'activity' ? levelOptions.slice(0, 2) : levelOptions}
              onChange={(level) => onChange({ ...draft, levels: { ...draft.levels, [area]: level } })}
            />
          ))}
        </div>
      </fieldset>
      {draft.others.length > 0 && <p className={styles['description']}>Kept as they are: {draft.others.map(({ path, scopes }) => `${path} (${scopes.join(', ')})`).join('; ')}</p>}
    </>
  );
}

function Repositories({ org, draft, onChange, fields }: TokenFieldsProps) {
  const change = (repositories: readonly RepositoryRow[]): void => onChange({ ...draft, repositories });
  const replace = (row: RepositoryRow): void => change(draft.repositories.map((each) => (each.key === row.key ? row : each)));
  const nextKey = Math.max(-1, ...draft.repositories.map(({ key }) => key)) + 1;
  return (
    <fieldset className={styles['group']}>
      <legend>Repositories</legend>
      <p className={styles['description']}>
        One ({org}/app), or all of a namespace ({org}/*).
      </p>
      {draft.repositories.map((row, index) => (
        <div key={row.key} className={styles['row']}>
          <TextField label="Repository" isLabelHidden isCode value={row.path} onChange={(path) => replace({ ...row, path })} errors={fields[`resources.${index}.path`]} />
          <Select label={`What it may do with ${row.path}`} isLabelHidden value={row.right} options={rightOptions} onChange={(right) => replace({ ...row, right })} />
          <Button look="quiet" aria-label={`Remove ${row.path === '' ? 'the empty row' : row.path}`} icon={<X aria-hidden="true" />} onPress={() => change(draft.repositories.filter(({ key }) => key !== row.key))} />
        </div>
      ))}
      <Button size="small" icon={<Plus aria-hidden="true" />} onPress={() => change([...draft.repositories, { key: nextKey, path: '', right: 'pull' }])}>
        Add a repository
      </Button>
      <Checkbox isSelected={draft.everyPublic} onChange={(everyPublic) => onChange({ ...draft, everyPublic })}>
        Pull every public repository
      </Checkbox>
    </fieldset>
  );
}
