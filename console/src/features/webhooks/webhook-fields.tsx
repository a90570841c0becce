// Where a webhook sends, what it is for, and what it is told of.
import { $api } from '../../api/client.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { wholeEvents } from './event-texts.ts';
import styles from './webhooks.module.css';

export interface WebhookDraft {
  readonly url: string;
  readonly description: string;
  readonly events: readonly string[];
}

export interface WebhookFieldsProps {
  readonly org: string;
  readonly draft: WebhookDraft;
  readonly onChange: (draft: WebhookDraft) => void;
  /** What was wrong with the last try. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export function WebhookFields({ org, draft, onChange, fields }: WebhookFieldsProps) {
  const actions = $api.useQuery('get', '/v2/auditlogs/{org}/actions', { params: { path: { org } } }, { staleTime: Infinity });
  const { events } = draft;
  const choose = (event: string, isChosen: boolean): void => onChange({ ...draft, events: isChosen ? [...events, event] : events.filter((each) => each !== event) });
  const box = (event: string, name: string, description?: string) => (
    <Checkbox key={event} isSelected={events.includes(event)} onChange={(isChosen) => choose(event, isChosen)} description={description}>
      {name}
    </Checkbox>
  );
  return (
    <>
      <TextField label="Address" type="url" isCode description="An https address of the public internet; others only if the operator lists them." value={draft.url} onChange={(url) => onChange({ ...draft, url })} autoFocus errors={fields['url']} />
      <TextField label="Description (optional)" value={draft.description} onChange={(description) => onChange({ ...draft, description })} maxLength={512} errors={fields['description']} />
      <fieldset className={styles['group']}>
        <legend>It is told of</legend>
        {box('denial', wholeEvents.denial.name, wholeEvents.denial.description)}
        {box('activity', wholeEvents.activity.name, wholeEvents.activity.description)}
        {fields['events'] !== undefined && <p className={styles['error']}>{fields['events'].join('; ')}</p>}
        {!events.includes('activity') && (
          <details className={styles['acts']} open={events.some((event) => event.startsWith('org.'))}>
            <summary>Some kinds of activity alone</summary>
            <Loaded query={actions} failure="The kinds of activity could not be loaded">
              {({ actions: groups }) => <div className={styles['grid']}>{(groups['org']?.actions ?? []).map(({ name, label }) => box(`org.${name}`, label))}</div>}
            </Loaded>
          </details>
        )}
      </fieldset>
    </>
  );
}
