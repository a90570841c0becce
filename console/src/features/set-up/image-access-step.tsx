// Switches image access on, in one of the ways that most begin with, after showing what it would refuse.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { Failure, isConflict, toFailure } from '../../api/failure.ts';
import { setUpKey } from '../../api/set-up-progress.ts';
import type { SettingsSnapshot } from '../../policy/policy-settings.ts';
import { Preview } from '../../policy/preview.tsx';
import { useSettings } from '../../policy/use-settings.ts';
import { Button } from '../../ui/button.tsx';
import { Form } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { RadioGroup } from '../../ui/radio-group.tsx';
import { notify } from '../../ui/toast.tsx';
import { type Preset, type PresetId, presets } from './presets.ts';
import styles from './set-up.module.css';
import type { StepBodyProps } from './step-body-props.ts';

export function ImageAccessStep({ org, isDone, onDone }: StepBodyProps) {
  const settings = useSettings(org);
  return (
    <Loaded query={settings} failure="The settings could not be loaded">
      {(snapshot) => (isDone ? <SwitchedOn org={org} snapshot={snapshot} /> : <Presets org={org} snapshot={snapshot} onDone={onDone} />)}
    </Loaded>
  );
}

function SwitchedOn({ org, snapshot: { settings } }: { readonly org: string; readonly snapshot: SettingsSnapshot }) {
  const isAudit = settings.restricted_images.mode === 'audit';
  return (
    <p>
      {isAudit ? 'Image access is on in audit mode: what it denies is recorded and let through. ' : 'Image access is on. '}
      <Link to="/orgs/$org/image-access" params={{ org }}>
        {isAudit ? 'Enforce it when you have seen enough' : 'Change what is allowed'}
      </Link>
    </p>
  );
}

function Presets({ org, snapshot: { revision, tag }, onDone }: { readonly org: string; readonly snapshot: SettingsSnapshot; readonly onDone: () => void }) {
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<PresetId>('official');
  const { images, label } = presets.find(({ value }) => value === chosen) as Preset;
  const apply = useMutation({
    mutationFn: async () => {
      try {
        await api.PUT('/v2/orgs/{org}/settings', { params: { path: { org }, header: { 'If-Match': tag } }, body: { restricted_images: images } });
      } catch (error) {
        throw isConflict(error) ? new Failure('Another owner changed the settings meanwhile, and nothing of yours was saved. Look at the preview again, then switch it on.', { status: toFailure(error).status }) : error;
      }
    },
    onSuccess: async () => {
      notify(`Image access is on: ${label}`);
      onDone();
      await refresh();
    },
    onError: () => refresh(),
  });
  const refresh = async (): Promise<void> => {
    await Promise.all([['get', '/v2/orgs/{org}/settings'], setUpKey(org)].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };
  return (
    <Form
      onSubmit={() => apply.mutate()}
      error={apply.error}
      actions={
        <Button type="submit" look="primary" isPending={apply.isPending}>
          Switch image access on
        </Button>
      }
    >
      <RadioGroup label="What is allowed from Docker Hub" options={presets} value={chosen} onChange={setChosen} />
      <Preview change={{ settings: { restricted_images: images } }} revision={revision} />
      <p className={styles['soft']}>Owners pull everything, whatever is set here.</p>
    </Form>
  );
}
