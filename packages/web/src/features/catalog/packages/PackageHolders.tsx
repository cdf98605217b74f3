import { Button, Group } from '@mantine/core';
import { IconDownload, IconUserCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../../graphql/graphql.ts';
import { usePages } from '../../../graphql/use-pages.ts';
import { csv, download } from '../../../ui/lists/csv.ts';
import { Empty } from '../../../ui/states/feedback.tsx';
import { WordFilter } from '../../../ui/lists/FilterBar.tsx';
import { PageList } from '../../../ui/lists/page-list.tsx';
import { assignmentStates, choices } from '../../../ui/words/words.ts';
import { AssignmentTable, AssignmentRowFragment } from '../../assignments/all/AssignmentTable.tsx';

const HoldersQuery = graphql(
  `
    query PackageHolders($filter: AssignmentFilter, $first: Int!, $after: String) {
      assignments(first: $first, after: $after, filter: $filter, orderBy: [{ field: CREATED_AT, direction: DESC }]) {
        nodes {
          ...AssignmentRow
        }
        pageInfo {
          hasNextPage
          endCursor
        }
        totalCount
      }
    }
  `,
  [AssignmentRowFragment],
);

type State = keyof typeof assignmentStates;

interface PackageHoldersProps {
  packageId: string;
  name: string;
  /** Null where the viewer cannot give it to anybody. */
  assign: (() => void) | null;
}

/** The report of a package: who holds or held it, under which policy, from when until when; as a file too. */
export function PackageHolders({ packageId, name, assign }: PackageHoldersProps) {
  const client = useClient();
  const [state, setState] = useState<State>();
  const [busy, setBusy] = useState(false);
  const filter = { accessPackage: { id: { eq: packageId } }, ...(state ? { state: { eq: state } } : {}) };
  const pages = usePages(HoldersQuery, { filter, first: 50 }, (data) => data.assignments);

  const save = async () => {
    setBusy(true);
    const rows: string[][] = [];
    let after: string | null = null;
    for (;;) {
      const result: {
        data?:
          | {
              assignments: {
                nodes: NonNullable<typeof pages.nodes>;
                pageInfo: { hasNextPage: boolean; endCursor: string | null };
              };
            }
          | undefined;
      } = await client.query(HoldersQuery, { filter, first: 100, after }, { requestPolicy: 'network-only' }).toPromise();
      if (!result.data) break;
      const { nodes, pageInfo } = result.data.assignments;
      rows.push(
        ...nodes.map((row) => [
          row.target.name,
          row.target.email ?? '',
          row.policy?.name ?? '',
          row.startsAt,
          row.endedAt ?? row.expiresAt ?? '',
          row.state,
        ]),
      );
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    setBusy(false);
    download(`${name} holders.csv`, csv([['Holder', 'Mail', 'Policy', 'Start', 'End', 'State'], ...rows]));
  };

  return (
    <div>
      <Group justify="space-between" align="flex-end" mb="md">
        <WordFilter label="State" any="Every state" value={state} choices={choices(assignmentStates)} onChange={setState} />
        <Button
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={busy}
          onClick={() => void save()}
          disabled={!pages.nodes || pages.nodes.length === 0}
        >
          Save as CSV
        </Button>
      </Group>
      <PageList
        pages={pages}
        noun={['holder', 'holders']}
        empty={
          <Empty
            title={state ? 'Nobody is like this' : 'Nobody holds it yet'}
            icon={<IconUserCheck />}
            action={
              state ? (
                <Button variant="default" onClick={() => setState(undefined)}>
                  Show every state
                </Button>
              ) : (
                assign && (
                  <Button variant="default" onClick={assign}>
                    Assign it
                  </Button>
                )
              )
            }
          >
            {state
              ? 'Its holders are in other states, or it has none.'
              : 'Whoever is given this package appears here, with policy, start and end.'}
          </Empty>
        }
      >
        {(nodes) => <AssignmentTable assignments={nodes} changed={pages.reload} />}
      </PageList>
    </div>
  );
}
