import { Code, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { IconHistory } from '@tabler/icons-react';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { ToneBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { Empty } from '../../ui/feedback.tsx';
import { FilterBar, WordFilter } from '../../ui/FilterBar.tsx';
import { Page, TextLink } from '../../ui/page.tsx';
import { PageList } from '../../ui/page-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import styles from './audit.module.css';
import { useNames } from './use-names.ts';
import { inMinutes, inFull } from '../../ui/dates.ts';

const EventFragment = graphql(`
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

const AuditQuery = graphql(
  `
    query AuditEvents($filter: AuditEventFilter, $after: String) {
      auditEvents(first: 50, after: $after, filter: $filter, orderBy: [{ field: AT, direction: DESC }]) {
        nodes {
          ...AuditRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [EventFragment],
);

const OUTCOMES = [
  { value: 'DONE', label: 'Done' },
  { value: 'REFUSED', label: 'Refused' },
] as const;

/** Who did what to what, when, with which outcome. */
export function AuditView() {
  const { action, subject, outcome, since } = useSearch({ from: '/shell/admin/audit' });
  const navigate = useNavigate({ from: '/admin/audit' });
  const narrow = (
    part: Partial<{
      action: string | undefined;
      subject: string | undefined;
      outcome: typeof outcome;
      since: string | undefined;
    }>,
  ) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const filter = {
    ...(action ? { action: { contains: action } } : {}),
    ...(subject
      ? {
          or: [
            { subjectId: { eq: subject } },
            { requestId: { eq: subject } },
            { targetId: { eq: subject } },
            { accessPackageId: { eq: subject } },
            { catalogId: { eq: subject } },
          ],
        }
      : {}),
    ...(outcome ? { outcome: { eq: outcome } } : {}),
    ...(since ? { at: { gte: new Date(since).toISOString() } } : {}),
  };
  const pages = usePages(AuditQuery, { filter }, (data) => data.auditEvents);
  return (
    <Page
      title="Audit"
      wide
      about="Everything that was done and everything that was refused, the latest first. It can only grow, and it holds no personal text."
    >
      <FilterBar>
        <SearchField
          label="What was done"
          placeholder="request.submitted"
          value={action}
          onSearch={(text) => narrow({ action: text })}
        />
        <SearchField
          label="To what, by its id"
          placeholder="req_…, usr_…, pkg_…"
          value={subject}
          onSearch={(text) => narrow({ subject: text })}
        />
        <WordFilter
          label="Outcome"
          any="Done and refused"
          value={outcome}
          choices={OUTCOMES}
          onChange={(value) => narrow({ outcome: value })}
        />
        <TextInput
          type="date"
          label="Since"
          value={since ?? ''}
          onChange={(event) => narrow({ since: event.currentTarget.value || undefined })}
        />
      </FilterBar>
      <PageList
        pages={pages}
        noun={['event', 'events']}
        empty={
          <Empty
            title={action || subject || outcome || since ? 'Nothing like this happened' : 'Nothing happened that you may see'}
            icon={<IconHistory />}
          />
        }
      >
        {(nodes) => <Events events={nodes} />}
      </PageList>
    </Page>
  );
}

type AuditRow = FragmentOf<typeof EventFragment>;

/** What an event is about, from the nearest to the widest. */
function concernedBy({ targetId, accessPackageId, subjectId, catalogId }: AuditRow): string[] {
  return [...new Set([targetId, accessPackageId, subjectId, catalogId].filter((id) => id !== null))];
}

const factsOf = ({ details }: AuditRow) => Object.keys((details ?? {}) as object).length;

/** `AccessRequest` as people write it. */
const words = (typeName: string) => typeName.replaceAll(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);

function Events({ events }: { events: readonly AuditRow[] }) {
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
        { name: 'What', cell: (event) => <Code>{event.action}</Code> },
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
