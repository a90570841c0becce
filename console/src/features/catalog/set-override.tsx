// Says what a namespace counts as, after showing what that changes.
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { $api, api } from '../../api/client.ts';
import { toFailure } from '../../api/failure.ts';
import type { PolicySettings } from '../../policy/policy-settings.ts';
import { Preview, PreviewToCome } from '../../policy/preview.tsx';
import { useSettings } from '../../policy/use-settings.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { Loading } from '../../ui/states.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { notify } from '../../ui/toast.tsx';
import { conflictWords } from './conflict-words.ts';
import { namespaceOf } from './namespace-of.ts';
import { overridesWith } from './overrides-of.ts';
import { useChanged } from './use-changed.ts';
import { useSettled } from './use-settled.ts';

type Category = PolicySettings['catalog_overrides'][number]['category'];

export interface SetOverrideProps {
  readonly org: string;
  /** Empty: to be typed. */
  readonly namespace: string;
  readonly onClose: () => void;
}

const overridesMax = 100;
const options = (['official', 'verified-publisher', 'sponsored-open-source', 'community'] as const).map((value) => ({ value, label: categoryTexts[value].name }));

/** Begins with what the override says now, once that is known. */
export function SetOverride({ org, namespace, onClose }: SetOverrideProps) {
  const list = $api.useQuery('get', '/v2/orgs/{org}/catalog-overrides', { params: { path: { org }, query: { page_size: overridesMax } } }, { staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false });
  const known = list.data?.results.find((each) => each.namespace === namespace);
  const [isBegun, setBegun] = useState(false);
  // What was read before the last change is not begun with; what is read later takes away nothing that was typed.
  if (!isBegun && !list.isFetching) setBegun(true);
  return !isBegun ? (
    <Dialog title="Set an override" isOpen onClose={onClose}>
      <Loading />
    </Dialog>
  ) : (
    <OverrideForm org={org} namespace={namespace} onClose={onClose} category={known?.category ?? 'verified-publisher'} note={known?.note ?? ''} />
  );
}

function OverrideForm({ org, namespace: given, onClose, category: before, note: noteBefore }: SetOverrideProps & { readonly category: Category; readonly note: string }) {
  const id = useId();
  const [typed, setTyped] = useState(given);
  const [category, setCategory] = useState<Category>(before);
  const [note, setNote] = useState(noteBefore);
  const namespace = namespaceOf(typed);
  const settled = useSettled(namespace);
  const settings = useSettings(org);
  const { changed, lookAgain } = useChanged();
  const set = useMutation({
    mutationFn: async () => {
      const header = settings.data === undefined ? {} : { 'If-Match': settings.data.tag };
      await api.PUT('/v2/orgs/{org}/catalog-overrides/{namespace}', { params: { path: { org, namespace }, header }, body: { category, ...(note.trim() !== '' && { note: note.trim() }) } });
    },
    onSuccess: async () => {
      notify(`${namespace} counts as ${categoryTexts[category].name} now`);
      onClose();
      await changed();
    },
    onError: lookAgain,
  });
  const failure = set.error === null ? undefined : toFailure(set.error);
  return (
    <Dialog
      title={given === '' ? 'Set an override' : `What ${given} counts as`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} isPending={set.isPending} isDisabled={namespace === '' || settings.data === undefined}>
            Set
          </Button>
        </>
      }
    >
      <Form id={id} onSubmit={() => set.mutate()}>
        {given === '' && <TextField label="Namespace of Docker Hub" isCode autoFocus value={typed} onChange={setTyped} errors={failure?.fields['namespace']} />}
        <RadioGroup label="Counts as" options={options} value={category} onChange={setCategory} />
        <TextField label="Note (optional)" description="Why it counts so." value={note} onChange={setNote} errors={failure?.fields['note']} />
        {failure !== undefined && <Banner tone="danger">{conflictWords(failure)}</Banner>}
        {settings.data !== undefined && /^[a-z0-9_-]{2,}$/.test(settled) && settled !== 'library' ? (
          <Preview change={{ settings: { catalog_overrides: overridesWith(settings.data.settings.catalog_overrides, { namespace: settled, category }) } }} revision={settings.data.revision} />
        ) : (
          <PreviewToCome>Type a namespace to see whom it would have met.</PreviewToCome>
        )}
      </Form>
    </Dialog>
  );
}
