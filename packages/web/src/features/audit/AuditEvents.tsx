import { auditWords } from '@gatehouse/schema/rules/audit-words';
import { ToneBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { inFull, inMinutes } from '../../ui/dates.ts';
import { TextLink } from '../../ui/page.tsx';
import { typeInWords, type AuditRow } from './audit-row.ts';
import styles from './audit.module.css';
import { EventDetails } from './EventDetails.tsx';
import { useNames } from './use-names.ts';

/** What an event is about, from the nearest to the widest. */
function concernedBy({ targetId, accessPackageId, subjectId, catalogId }: AuditRow): string[] {
  return [...new Set([targetId, accessPackageId, subjectId, catalogId].filter((id) => id !== null))];
}

/** Events as a table: who did what in plain words, with everything else on demand. */
export function AuditEvents({ events }: { events: readonly AuditRow[] }) {
  const names = useNames(events.flatMap(concernedBy));
  return (
    <DataTable
      label="Audit events"
      rows={events}
      columns={[
        {
          name: 'When',
          width: '10.25rem',
          cell: (event) => (
            <time className={styles.when} dateTime={event.at} title={inFull(event.at)}>
              {inMinutes(event.at)}
            </time>
          ),
        },
        { name: 'Who', width: '9rem', cell: (event) => event.actor?.name ?? 'Gatehouse' },
        { name: 'What', cell: (event) => <span data-action={event.action}>{auditWords(event.action)}</span> },
        {
          name: 'Outcome',
          width: '6.25rem',
          cell: (event) => (
            <ToneBadge tone={event.outcome === 'DONE' ? 'good' : 'bad'}>
              {event.outcome === 'DONE' ? 'Done' : 'Refused'}
            </ToneBadge>
          ),
        },
        {
          name: 'To what',
          cell: (event) => <ToWhat event={event} names={concernedBy(event).flatMap((id) => names.get(id) ?? [])} />,
        },
        { name: 'Details', width: '5.75rem', cell: (event) => <EventDetails event={event} /> },
      ]}
    />
  );
}

/** What it was done to, and what that belongs to: the names on one line, whole in their title. */
function ToWhat({ event, names }: { event: AuditRow; names: readonly string[] }) {
  const named = names.join(' · ');
  return (
    <>
      <div className={styles.names} title={named}>
        {named}
      </div>
      <div className={styles.subject}>
        <TextLink
          to="/admin/audit"
          search={{ subject: event.subjectId }}
          aria-label={`${typeInWords(event.subjectType)}: everything about ${event.subjectId}`}
        >
          {typeInWords(event.subjectType)}
        </TextLink>
      </div>
    </>
  );
}
