import type { ReactNode } from 'react';
import styles from './form-bar.module.css';

/** What sends a long form, always in sight. */
export function FormBar({ children }: { children: ReactNode }) {
  return <div className={styles.bar}>{children}</div>;
}
