// One step: whether it is done, and what is to do.
import { Check, ChevronDown } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { Step } from '../../api/set-up-steps.ts';
import styles from './set-up.module.css';

export interface StepCardProps {
  readonly number: number;
  readonly step: Step;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
}

export function StepCard({ number, step: { title, isDone }, isOpen, onToggle, children }: StepCardProps) {
  const id = useId();
  return (
    <div className={styles['card']}>
      <h2 className={styles['heading']}>
        <Button className={styles['toggle'] ?? ''} aria-expanded={isOpen} aria-controls={isOpen ? id : undefined} onPress={onToggle}>
          <span className={styles['mark']} data-done={isDone || undefined} aria-hidden="true">
            {isDone ? <Check /> : number}
          </span>
          <span className={styles['title']}>
            {title}
            <span className="visually-hidden">{isDone ? ', done' : ', to do'}</span>
          </span>
          <ChevronDown className={styles['chevron']} aria-hidden="true" />
        </Button>
      </h2>
      {isOpen && (
        <div id={id} className={styles['body']}>
          {children}
        </div>
      )}
    </div>
  );
}
