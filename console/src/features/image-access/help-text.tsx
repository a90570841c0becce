// What the organization adds to every refusal, with the whole sentence as a refused person reads it.
import { memo } from 'react';
import { helpTextCharactersMax } from '../../../../src/contract/help-text.ts';
import { refusalExample } from '../../../../src/contract/refusal-example.ts';
import { useOrganization } from '../../api/organization.ts';
import { Section } from '../../ui/page.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { helpTextProblems } from './help-text-problems.ts';
import styles from './help-text.module.css';
import type { ImagesSectionProps } from './images-section.ts';

export interface HelpTextProps extends ImagesSectionProps {
  readonly text: string;
  readonly errors: readonly string[];
}

export const HelpText = memo(function HelpText({ text, errors, isEditable, onChange }: HelpTextProps) {
  const { name } = useOrganization();
  const problems = [...new Set([...helpTextProblems(text), ...errors])];
  return (
    <Section title="Help text" description="Stands at the end of every refusal: whom to ask, and where.">
      <TextField
        label="Help text"
        isLabelHidden
        value={text}
        onChange={(typed) => onChange({ help_text: typed })}
        isReadOnly={!isEditable}
        errors={problems}
        description={isEditable ? `One line. ${text.length} of ${helpTextCharactersMax} characters.` : undefined}
        {...(isEditable && { placeholder: 'For example: ask in #platform for an exception' })}
      />
      <figure className={styles['example']}>
        <figcaption>A refused person reads, for example:</figcaption>
        <blockquote>{refusalExample(name, text)}</blockquote>
      </figure>
    </Section>
  );
});
