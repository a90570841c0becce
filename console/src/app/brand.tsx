// The mark and the name, which lead home.
import { Link } from '@tanstack/react-router';
import styles from './brand.module.css';

export function Brand() {
  return (
    <Link to="/" className={styles['brand']}>
      <Mark />
      Pullgate
    </Link>
  );
}

/** A gate that something is pulled through. */
export function Mark() {
  return (
    <svg className={styles['mark']} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 23V12.5a8 8 0 0 1 16 0V23" />
      <path d="M16 11v9m0 0-3.6-3.6M16 20l3.6-3.6" />
    </svg>
  );
}
