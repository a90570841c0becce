// Every other filter, in one form.
import { useState } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { ruleTexts } from '../../../../src/contract/rule-texts.ts';
import { useIsOwner } from '../../api/organization.ts';
import { PersonField } from '../../policy/person-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { fromLocalMoment, toLocalMoment } from './local-moment.ts';
import type { FilterName, Filters } from './pulls-search.ts';

type Changed = { readonly [Name in FilterName]?: string | undefined };

export interface FilterDialogProps {
  readonly filters: Filters;
  readonly onChange: (changed: Changed) => void;
  readonly onClose: () => void;
}

const any = 'any';
const categoryOptions = [{ value: any, label: 'Any category' }, ...Object.entries(categoryTexts).map(([value, { name }]) => ({ value, label: name }))];
const ruleOptions = [{ value: any, label: 'Any rule' }, ...Object.entries(ruleTexts).map(([value, label]) => ({ value, label }))];
const actionOptions = [
  { value: any, label: 'Pulls and pushes' },
  { value: 'pull', label: 'Pulls' },
  { value: 'push', label: 'Pushes' },
] as const;

export function FilterDialog({ filters, onChange, onClose }: FilterDialogProps) {
  const isOwner = useIsOwner();
  const [draft, setDraft] = useState<Changed>(filters);
  const set = (name: FilterName) => (value: string) => setDraft((before) => ({ ...before, [name]: value === '' || value === any ? undefined : value }));
  const text = (name: FilterName, label: string, description?: string) => <TextField label={label} description={description} isCode value={draft[name] ?? ''} onChange={set(name)} />;
  const save = (): void => {
    const { from, to, last } = draft;
    onChange({ ...draft, ...((from ?? to) !== undefined && { last: undefined }), ...(last !== undefined && last !== filters.last && { from: undefined, to: undefined }) });
  };
  return (
    <Dialog
      title="Filters"
      isOpen
      onClose={onClose}
      place="side"
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" form="pull-filters" look="primary">
            Show
          </Button>
        </>
      }
    >
      <Form id="pull-filters" onSubmit={save}>
        {isOwner && <PersonField label="Person" value={draft.username ?? ''} onChange={set('username')} />}
        {text('repository', 'Repository', 'The whole name, such as library/nginx, or its beginning and *: grafana/*')}
        {text('registry', 'Registry', 'docker.io, ghcr.io')}
        <Select label="Category" options={categoryOptions} value={draft.category ?? any} onChange={set('category')} />
        <Select label="Rule that decided" options={ruleOptions} value={draft.rule ?? any} onChange={set('rule')} />
        {text('user_agent', 'Client contains', 'A part of what the client calls itself: docker/, containerd')}
        {text('client_address', 'Client address')}
        <Select label="Action" options={actionOptions} value={draft.action === 'pull' || draft.action === 'push' ? draft.action : any} onChange={set('action')} />
        <TextField label="From" type="datetime-local" value={toLocalMoment(draft.from)} onChange={(value) => set('from')(fromLocalMoment(value))} />
        <TextField label="Before" type="datetime-local" value={toLocalMoment(draft.to)} onChange={(value) => set('to')(fromLocalMoment(value))} />
      </Form>
    </Dialog>
  );
}
