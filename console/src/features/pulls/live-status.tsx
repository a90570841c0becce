// Whether new records appear by themselves, and the button that stops it.
import { Pause, Play } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import styles from './live-status.module.css';

export interface LiveStatusProps {
  readonly isLive: boolean;
  readonly onToggle: () => void;
}

export function LiveStatus({ isLive, onToggle }: LiveStatusProps) {
  return (
    <div className={styles['live']}>
      <span className={styles['words']}>
        <span className={styles['dot']} data-live={isLive} aria-hidden="true" />
        {isLive ? 'Live: new pulls appear here' : 'Paused'}
      </span>
      <Button size="small" look="quiet" icon={isLive ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />} onPress={onToggle}>
        {isLive ? 'Pause' : 'Go on'}
      </Button>
    </div>
  );
}
