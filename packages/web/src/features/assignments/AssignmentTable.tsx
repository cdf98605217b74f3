import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { graphql, type FragmentOf } from '../../graphql/graphql.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { TextLink } from '../../ui/page.tsx';
import { ToneBadge } from '../../ui/badge.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { When } from '../../ui/when.tsx';
import { assignmentStates } from '../../ui/words.ts';
import { GiveAgain } from './GiveAgain.tsx';
import { GiveUpDialog } from './GiveUpDialog.tsx';

export const AssignmentRowFragment = graphql(`
  fragment AssignmentRow on Assignment {
    id
    state
    startsAt
    expiresAt
    endedAt
    lostAt
    reasons {
      id
      request {
        id
        viewerCan {
          reprocess {
            allowed
            reason
          }
        }
      }
    }
    target {
      id
      name
      email
    }
    accessPackage {
      id
      name
    }
    policy {
      id
      name
    }
    viewerCan {
      endForThem {
        allowed
        reason
      }
    }
  }
`);

type Row = FragmentOf<typeof AssignmentRowFragment>;

interface AssignmentTableProps {
  assignments: readonly Row[];
  /** Show which package each is of. */
  withPackage?: boolean;
  changed: () => void;
}

/** Who holds what, under which policy, from when until when. */
export function AssignmentTable({ assignments, withPackage = false, changed }: AssignmentTableProps) {
  const [ending, setEnding] = useState<Row | null>(null);
  const columns: Column<Row>[] = [
    {
      name: 'Holder',
      cell: (row) => (
        <TextLink to="/admin/people/$userId" params={{ userId: row.target.id }}>
          {row.target.name}
        </TextLink>
      ),
    },
    ...(withPackage
      ? [
          {
            name: 'Package',
            cell: (row: Row) => (
              <TextLink to="/admin/packages/$packageId" params={{ packageId: row.accessPackage.id }}>
                {row.accessPackage.name}
              </TextLink>
            ),
          },
        ]
      : []),
    { name: 'Policy', cell: (row) => row.policy?.name ?? '–' },
    { name: 'Start', cell: (row) => <When at={row.startsAt} as="date" /> },
    {
      name: 'End',
      cell: (row) => ((row.endedAt ?? row.expiresAt) ? <When at={(row.endedAt ?? row.expiresAt)!} as="date" /> : 'Not by itself'),
    },
    {
      name: 'State',
      cell: (row) =>
        row.lostAt ? <ToneBadge tone="bad">Right lost</ToneBadge> : <StateBadge words={assignmentStates} state={row.state} />,
    },
    {
      name: 'Action',
      cell: (row) => (
        <Group gap="xs">
          <GiveAgain assignment={row} whose={row.target.name} done={changed} />
          {row.viewerCan.endForThem.allowed && row.state !== 'EXPIRED' && row.state !== 'ENDING' ? (
            <Button size="xs" variant="default" onClick={() => setEnding(row)}>
              Take away<span className="sr-only"> from {row.target.name}</span>
            </Button>
          ) : (
            '–'
          )}
        </Group>
      ),
    },
  ];
  return (
    <>
      <DataTable label="Assignments" rows={assignments} columns={columns} />
      {ending && (
        <GiveUpDialog assignment={ending} holder={ending.target.name} opened close={() => (setEnding(null), changed())} />
      )}
    </>
  );
}
