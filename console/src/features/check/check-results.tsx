// The answers, one image after the other, with how many there are of each above them where there are several.
import { Banner } from '../../ui/banner.tsx';
import { formatCount } from '../../ui/format.ts';
import { CheckedImage } from './checked-image.tsx';
import type { Checked } from './use-check.ts';
import styles from './check-results.module.css';

export interface CheckResultsProps {
  readonly checked: readonly Checked[];
  /** Whom an owner asked for. */
  readonly username: string | undefined;
}

export function CheckResults({ checked, username }: CheckResultsProps) {
  return (
    <div className={styles['results']} role="region" aria-label="Answers" aria-live="polite">
      {checked.length > 1 && <Summary checked={checked} />}
      {checked.map(({ image, result }) =>
        'problem' in result ? (
          <Banner key={image} tone="danger" title={image}>
            This is not the name of an image. {result.problem}
          </Banner>
        ) : (
          <CheckedImage key={image} result={result} username={username} />
        ),
      )}
    </div>
  );
}

function Summary({ checked }: Pick<CheckResultsProps, 'checked'>) {
  const results = checked.flatMap(({ result }) => ('problem' in result ? [] : [result]));
  const refused = results.filter(({ effect, enforced }) => effect === 'deny' && enforced).length;
  const recorded = results.filter(({ effect, enforced }) => effect === 'deny' && !enforced).length;
  const parts = [
    refused > 0 && `${formatCount(refused, 'image')} would be refused`,
    recorded > 0 && `${formatCount(recorded, 'image')} would be recorded and let through`,
    `${formatCount(results.length - refused - recorded, 'image')} allowed`,
  ].filter((part) => part !== false);
  return <p className={styles['summary']}>{parts.join(', ')}.</p>;
}
