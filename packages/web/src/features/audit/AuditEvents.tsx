import { ToneBadge } from '../../ui/states/badge.tsx';
import { DataTable } from '../../ui/lists/DataTable.tsx';
import { inDays, inFull, inMinutes } from '../../ui/words/dates.ts';
import { TextLink } from '../../ui/frame/page.tsx';
import { inWords, typeInWords, type AuditRow } from './audit-row.ts';
import styles from './audit.module.css';
import { EventDetails } from './EventDetails.tsx';

/** The names of what an event is about, from the nearest to the widest; a package says its catalog. What is gone, or not to be seen, has none. */
function concernedBy({ target, accessPackage, subject, catalog }: AuditRow): string[] {
  const named = [target, accessPackage ?? catalog, subject].flatMap((one) =>
    one && 'name' in one ? [[one.id, one.name] as const] : [],
  );
  return [...new Map(named).values()];
}

/** Events as a table: who did what in plain words, with everything else on demand. */
export function AuditEvents({ events }: { events: readonly AuditRow[] }) {
  return (
    <DataTable
      label="Audit events"
      rows={events}
      columns={[
        {
          name: 'When',
          width: '7.75rem',
          cell: (event) => (
            <time dateTime={event.at} title={inFull(event.at)}>
              {inMinutes(event.at)}
            </time>
          ),
        },
        { name: 'Who', width: '8rem', cell: (event) => event.actor?.name ?? 'Gatehouse' },
        { name: 'What', width: '15.5rem', cell: (event) => <span data-action={event.action}>{inWords(event, inDays)}</span> },
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
          cell: (event) => <ToWhat event={event} names={concernedBy(event)} />,
        },
        { name: 'Details', width: '5.75rem', cell: (event) => <EventDetails event={event} /> },
      ]}
    />
  );
}

/** What it was done to, and what that belongs to. */
function ToWhat({ event, names }: { event: AuditRow; names: readonly string[] }) {
  return (
    <div className={styles.names}>
      <TextLink
        to="/admin/audit"
        search={{ subject: event.subjectId }}
        aria-label={`${typeInWords(event.subjectType)}: everything about ${event.subjectId}`}
      >
        {typeInWords(event.subjectType)}
      </TextLink>
      {names.map((name) => ` · ${name}`)}
    </div>
  );
}
