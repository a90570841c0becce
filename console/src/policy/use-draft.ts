// What is being changed on a page of the policy, gathered until it is saved as one revision.
import { useCallback, useMemo, useState } from 'react';
import type { Failure } from '../api/failure.ts';
import { useIsOwner } from '../api/organization.ts';
import { type SettingsChange, changeBody } from './change-body.ts';
import { compareSettings } from './compare-settings.ts';
import type { PolicySettings, SettingDifference, SettingsSnapshot } from './policy-settings.ts';
import { rebaseSettings } from './rebase-settings.ts';

export interface Draft {
  /** The settings as they would be: what the page shows. */
  readonly value: PolicySettings;
  /** False for members and editors: they read. */
  readonly isEditable: boolean;
  /** `draft.edit((value) => ({ ...value, namespace_access: { enabled: true } }))` */
  readonly edit: (change: (value: PolicySettings) => PolicySettings) => void;
  /** From `base` to `value`; empty: nothing is to be saved. */
  readonly differences: readonly SettingDifference[];
  readonly body: SettingsChange;
  readonly discard: () => void;
  /** What the draft was begun on. */
  readonly base: SettingsSnapshot;
  /** In force now, as far as is known. */
  readonly latest: SettingsSnapshot;
  /** Somebody saved after the draft was begun. */
  readonly isBehind: boolean;
  /** Lays the draft over the newest settings. */
  readonly goOnFromLatest: () => void;
  /** Every problem that the API found with a setting when it was last reviewed or saved: `restricted_images.help_text`. */
  readonly errorsOf: (path: string) => readonly string[];
  readonly setFailure: (failure: Failure | undefined) => void;
}

interface Edited {
  readonly base: SettingsSnapshot;
  readonly value: PolicySettings;
  /** Compared once, where it is edited: lists may be long. */
  readonly differences: readonly SettingDifference[];
}

const none: readonly SettingDifference[] = [];
const noErrors: readonly string[] = [];

/** @param latest of useSettings: while nothing is edited the draft follows it */
export function useDraft(latest: SettingsSnapshot): Draft {
  const [edited, setEdited] = useState<Edited>();
  const [failure, setFailure] = useState<Failure>();
  const isEditable = useIsOwner();
  const { base, value, differences } = edited ?? { base: latest, value: latest.settings, differences: none };
  const edit = useCallback(
    (change: (settings: PolicySettings) => PolicySettings) => {
      setFailure(undefined);
      setEdited((current) => {
        const before = current ?? { base: latest, value: latest.settings };
        return editedFrom(before.base, change(before.value));
      });
    },
    [latest],
  );
  return {
    value,
    isEditable,
    edit,
    differences,
    body: useMemo(() => changeBody(differences, value), [differences, value]),
    discard: () => {
      setFailure(undefined);
      setEdited(undefined);
    },
    base,
    latest,
    isBehind: edited !== undefined && base.tag !== latest.tag,
    goOnFromLatest: () => {
      setEdited(editedFrom(latest, rebaseSettings(latest.settings, differences)));
    },
    errorsOf: (path) => failure?.fields[path] ?? failure?.fields[`settings.${path}`] ?? noErrors,
    setFailure,
  };
}

/** Undefined where nothing differs: what was put back by hand is no edit, and follows the settings in force again. */
function editedFrom(base: SettingsSnapshot, value: PolicySettings): Edited | undefined {
  const differences = compareSettings(base.settings, value);
  return differences.length === 0 ? undefined : { base, value, differences };
}
