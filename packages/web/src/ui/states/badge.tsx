import type { ReactNode } from 'react';
import styles from './tone.module.css';

/** What a colour says; never the only thing that says it. */
export type Tone = 'neutral' | 'waiting' | 'moving' | 'good' | 'bad';

/** A short word about a state, in the colour of its tone. */
export function ToneBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`${styles.badge} ${styles[tone]}`}>
      <span className={styles.dot} aria-hidden />
      {children}
    </span>
  );
}
