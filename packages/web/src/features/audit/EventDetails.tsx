import { Button, Popover } from '@mantine/core';
import { inDays, inFull } from '../../ui/words/dates.ts';
import { Facts } from '../../ui/frame/page.tsx';
import styles from './audit.module.css';
import { inWords, typeInWords, type AuditRow } from './audit-row.ts';

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What else is known of an event: its code, the ids, and what was recorded with it. In front of the list, which stays as it is. */
export function EventDetails({ event }: { event: AuditRow }) {
  const { action, at, subjectType, subjectId, details } = event;
  const title = `${inWords(event, inDays)}, ${inFull(at)}`;
  return (
    <Popover position="bottom-end" width={360} shadow="md" withArrow trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" size="compact-xs">
          Details<span className="sr-only"> of: {title}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <div className={styles.facts}>
          <Facts
            compact
            rows={[
              ['Code', action],
              ['At', inFull(at)],
              [typeInWords(subjectType), subjectId],
              ...Object.entries((details ?? {}) as object)
                .filter(([, value]) => value !== null)
                .map(([name, value]) => [name, plain(value)] as const),
            ]}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
