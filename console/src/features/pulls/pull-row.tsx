// One record in the list: who asked for what, when, and what came of it. On a narrow screen a card.
import { ListFilter } from 'lucide-react';
import { memo, useState } from 'react';
import { categoryTexts } from '../../../../src/contract/category-texts.ts';
import { ruleTexts } from '../../../../src/contract/rule-texts.ts';
import { EffectBadge } from '../../policy/effect-badge.tsx';
import { Time } from '../../ui/time.tsx';
import { clientName, imageName, personName, type Pull, repositoryName } from './pull-names.ts';
import type { Filters } from './pulls-search.ts';
import styles from './pull-grid.module.css';

export interface PullRowProps {
  readonly pull: Pull;
  readonly index: number;
  /** The one that Tab leads to. */
  readonly isCurrent: boolean;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly onFilter: (filters: Filters) => void;
}

/** The buttons that filter are there for the row that is pointed at, and for the current one: most rows only pass by. */
export const PullRow = memo(function PullRow({ pull, index, top, isCurrent, onFilter }: PullRowProps) {
  const [isPointed, setPointed] = useState(false);
  const { category, client_address: address, effect, enforced, registry, repository, rule, subject_name: name, subject_kind: kind, time, user_agent: userAgent } = pull;
  const only = (what: string, filters: Filters) => (isPointed || isCurrent) && (
    <button type="button" className={styles['only']} tabIndex={isCurrent ? 0 : -1} title={`Only ${what}`} aria-label={`Only ${what}`} onClick={() => onFilter(filters)}>
      <ListFilter aria-hidden="true" />
    </button>
  );
  const repositoryFilter = { repository, ...(registry !== 'docker.io' && { registry }) };
  return (
    <div
      className={styles['row']}
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      tabIndex={isCurrent ? 0 : -1}
      style={{ transform: `translateY(${top}px)` }}
      onPointerEnter={() => setPointed(true)}
      onPointerLeave={() => setPointed(false)}
    >
      <div role="gridcell" className={styles['time']}>
        <Time at={time} />
      </div>
      <div role="gridcell" className={styles['person']}>
        <span className={styles['text']} title={personName(pull)}>
          {personName(pull)}
        </span>
        {kind === 'user' && name !== null && only(`pulls by ${name}`, { username: name })}
      </div>
      <div role="gridcell" className={styles['image']}>
        <span className={styles['text']} title={imageName(pull)}>
          {pull.action === 'push' && <span className={styles['push']}>push </span>}
          {imageName(pull)}
        </span>
        {only(`pulls of ${repositoryName(pull)}`, repositoryFilter)}
      </div>
      <div role="gridcell" className={styles['result']}>
        <EffectBadge effect={effect} enforced={enforced} />
      </div>
      <div role="gridcell" className={styles['category']}>
        <span className={styles['text']}>{category === null ? 'No category' : categoryTexts[category].shortName}</span>
        {category !== null && only(categoryTexts[category].name, { category })}
      </div>
      <div role="gridcell" className={styles['rule']}>
        <span className={styles['text']} title={ruleTexts[rule]}>
          {ruleTexts[rule]}
        </span>
        {only(`the rule ${ruleTexts[rule]}`, { rule })}
      </div>
      <div role="gridcell" className={styles['client']}>
        <span className={styles['text']} title={`${userAgent} from ${address}`}>
          {clientName(userAgent)}
        </span>
        {userAgent !== '' && only(`the client ${clientName(userAgent)}`, { user_agent: clientName(userAgent) })}
      </div>
    </div>
  );
});
