// All of image access as one draft: nothing holds before it is saved.
import { useCallback, useState } from 'react';
import type { SettingsSnapshot } from '../../policy/policy-settings.ts';
import { SaveBar } from '../../policy/save-bar.tsx';
import { useDraft } from '../../policy/use-draft.ts';
import { AllowLinked } from './allow-linked.tsx';
import { Allowlist } from './allowlist.tsx';
import { Categories } from './categories.tsx';
import { helpTextProblems } from './help-text-problems.ts';
import { HelpText } from './help-text.tsx';
import type { ImagesSectionProps } from './images-section.ts';
import { MasterSwitch } from './master-switch.tsx';
import { createMeanings } from './meanings.ts';

export function ImageAccess({ settings }: { readonly settings: SettingsSnapshot }) {
  const draft = useDraft(settings);
  const [meanings] = useState(createMeanings);
  const { edit, isEditable } = draft;
  const { allowlist, ...images } = draft.value.restricted_images;
  const onChange: ImagesSectionProps['onChange'] = useCallback((change) => edit((value) => ({ ...value, restricted_images: { ...value.restricted_images, ...change } })), [edit]);
  const section = { isEditable, onChange };
  const isHelpTextWrong = helpTextProblems(images.help_text).length > 0;
  return (
    <>
      <AllowLinked draft={draft} meanings={meanings} />
      <MasterSwitch enabled={images.enabled} mode={images.mode} {...section} />
      <Categories images={images} {...section} />
      <Allowlist allowlist={allowlist} inForce={draft.base.settings.restricted_images.allowlist.repositories} {...{ meanings, isEditable, edit }} />
      <HelpText text={images.help_text} errors={draft.errorsOf('restricted_images.help_text')} {...section} />
      <SaveBar draft={draft} problem={isHelpTextWrong ? 'The help text cannot be saved as it is' : undefined} />
    </>
  );
}
