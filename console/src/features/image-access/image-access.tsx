// All of image access as one draft: nothing holds before it is saved.
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

export function ImageAccess({ settings }: { readonly settings: SettingsSnapshot }) {
  const draft = useDraft(settings);
  const images = draft.value.restricted_images;
  const section: ImagesSectionProps = {
    images,
    isEditable: draft.isEditable,
    onChange: (change) => draft.edit((value) => ({ ...value, restricted_images: { ...value.restricted_images, ...change } })),
  };
  const isHelpTextWrong = helpTextProblems(images.help_text).length > 0;
  return (
    <>
      <AllowLinked draft={draft} />
      <MasterSwitch {...section} />
      <Categories {...section} />
      <Allowlist draft={draft} />
      <HelpText {...section} errors={draft.errorsOf('restricted_images.help_text')} />
      <SaveBar draft={draft} problem={isHelpTextWrong ? 'The help text cannot be saved as it is' : undefined} />
    </>
  );
}
