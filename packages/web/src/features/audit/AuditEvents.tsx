import { Code, Text } from '@mantine/core';
import { auditWords } from '@gatehouse/schema/rules/audit-words';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { ToneBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { inFull, inMinutes } from '../../ui/dates.ts';
import { TextLink } from '../../ui/page.tsx';
import styles from './audit.module.css';
import { useNames } from './use-names.ts';

export const AuditEventFragment = graphql(`
  fragment AuditRow on AuditEvent {
    id
    at
    action
    outcome
    subjectType
    subjectId
    targetId
    accessPackageId
    catalogId
    details
    actor {
      id
      name
    }
  }
`);

export type AuditRow = FragmentOf<typeof AuditEventFragment>;

/** What an event is about, from the nearest to the widest. */
function concernedBy({ targetId, accessPackageId, subjectId, catalogId }: AuditRow): string[] {
  return [...new Set([targetId, accessPackageId, subjectId, catalogId].filter((id) => id !== null))];
}

const factsOf = ({ details }: AuditRow) => Object.keys((details ?? {}) as object).length;

/** `AccessRequest` as people write it. */
const words = (typeName: string) => typeName.replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

/** Events as a table: who did what in plain words, with its code below. */
export function AuditEvents({ events }: { events: readonly AuditRow[] }) {
  const names = useNames(events.flatMap(concernedBy));
  return (
    <DataTable
      label="Audit events"
      rows={events}
      columns={[
        {
          name: 'When',
          cell: (event) => (
            <time className={styles.when} dateTime={event.at} title={inFull(event.at)}>
              {inMinutes(event.at)}
            </time>
          ),
        },
        { name: 'Who', cell: (event) => event.actor?.name ?? 'Gatehouse' },
        {
          name: 'What',
          cell: (event) => (
            <>
              {auditWords(event.action)}
              <Text component="div" size="xs" c="dimmed" ff="monospace" data-action>
                {event.action}
              </Text>
            </>
          ),
        },
        {
          name: 'Outcome',
          cell: (event) => (
            <ToneBadge tone={event.outcome === 'DONE' ? 'good' : 'bad'}>
              {event.outcome === 'DONE' ? 'Done' : 'Refused'}
            </ToneBadge>
          ),
        },
        {
          name: 'To what',
          cell: (event) => (
            <>
              {concernedBy(event)
                .flatMap((id) => names.get(id) ?? [])
                .join(' · ')}
              <div className={styles.subject}>
                {words(event.subjectType)}{' '}
                <TextLink to="/admin/audit" search={{ subject: event.subjectId }}>
                  {event.subjectId}
                </TextLink>
              </div>
            </>
          ),
        },
        {
          name: 'Details',
          cell: (event) =>
            factsOf(event) === 0 ? (
              '–'
            ) : (
              <details className={styles.facts}>
                <summary>{factsOf(event) === 1 ? '1 fact' : `${factsOf(event)} facts`}</summary>
                <Code block>{JSON.stringify(event.details, null, 2)}</Code>
              </details>
            ),
        },
      ]}
    />
  );
}
