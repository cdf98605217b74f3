import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { csv, download } from '../../../ui/lists/csv.ts';
import type { auditFilter } from './audit-filter.ts';
import { inWords } from '../audit-row.ts';

/** As many events as one file holds: what is more is narrowed first, or read with a token from the API. */
const MOST = 5_000;

const ExportQuery = graphql(`
  query ExportAudit($filter: AuditEventFilter, $after: String) {
    auditEvents(first: 100, after: $after, filter: $filter, orderBy: [{ field: AT, direction: DESC }]) {
      nodes {
        id
        at
        action
        outcome
        subjectType
        subjectId
        requestId
        targetId
        accessPackageId
        catalogId
        details
        actor {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const HEAD = [
  'At',
  'Who',
  'Who (id)',
  'What',
  'Action',
  'Outcome',
  'Kind of thing',
  'Thing',
  'Request',
  'Person',
  'Package',
  'Catalog',
  'Details',
  'Event',
];

/** Gives the reader what the filter finds as a file for a spreadsheet, the latest first. */
export function ExportEvents({ filter }: { filter: ReturnType<typeof auditFilter> }) {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const save = async () => {
    setBusy(true);
    const rows: string[][] = [];
    let after: string | null = null;
    let failed = false;
    do {
      const { data }: Awaited<ReturnType<typeof page>> = await page(after);
      failed = !data;
      after = data?.auditEvents?.pageInfo.hasNextPage ? data.auditEvents.pageInfo.endCursor : null;
      for (const one of data?.auditEvents?.nodes ?? []) {
        const about = [one.requestId, one.targetId, one.accessPackageId, one.catalogId].map((id) => id ?? '');
        const who = [one.actor?.name ?? 'Gatehouse', one.actor?.id ?? ''];
        const what = [inWords(one), one.action, one.outcome, one.subjectType, one.subjectId];
        rows.push([one.at, ...who, ...what, ...about, JSON.stringify(one.details ?? {}), one.id]);
      }
    } while (after && rows.length < MOST);
    setBusy(false);
    if (failed) return setSaid('The events could not be read. Try again.');
    setSaid(after ? `The latest ${rows.length} events; narrow them for the rest.` : `${rows.length} events.`);
    download('audit.csv', csv([HEAD, ...rows]));
  };
  const page = (after: string | null) =>
    client.query(ExportQuery, { filter, after }, { requestPolicy: 'network-only' }).toPromise();
  return (
    <>
      <Button variant="default" loading={busy} disabled={!filter} onClick={() => void save()}>
        Export as CSV
      </Button>
      <Text component="output" size="sm" c="dimmed">
        {said || `${MOST} at most.`}
      </Text>
    </>
  );
}
