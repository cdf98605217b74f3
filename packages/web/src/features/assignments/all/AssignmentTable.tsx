import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import { graphql, type FragmentOf } from '../../../graphql/graphql.ts';
import { DataTable, type Column } from '../../../ui/lists/DataTable.tsx';
import { TextLink } from '../../../ui/frame/page.tsx';
import { ToneBadge } from '../../../ui/states/badge.tsx';
import { StateBadge } from '../../../ui/states/state-badge.tsx';
import { When } from '../../../ui/words/when.tsx';
import { assignmentStates } from '../../../ui/words/words.ts';
import { GiveAgain } from '../changing/GiveAgain.tsx';
import { ChosenAccess } from './ChosenAccess.tsx';
import { ChangeEndDialog } from '../changing/ChangeEndDialog.tsx';
import { TakeAwayDialog } from '../changing/TakeAwayDialog.tsx';

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
      end {
        allowed
        reason
      }
      endForThem {
        allowed
        reason
      }
      changeEnd {
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
  /** Show who holds each; the page of one person need not. */
  withHolder?: boolean;
  changed: () => void;
}

const mayEnd = ({ viewerCan }: Row) => viewerCan.end.allowed || viewerCan.endForThem.allowed;
const mayChange = (row: Row) => mayEnd(row) || row.viewerCan.changeEnd.allowed;

/** Who holds what, under which policy, from when until when; and what somebody in charge does about it, to one or to many. */
export function AssignmentTable({ assignments, withPackage = false, withHolder = true, changed }: AssignmentTableProps) {
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  const [acting, setActing] = useState<{ what: 'TAKE_AWAY' | 'CHANGE_END'; rows: readonly Row[] } | null>(null);
  const changeable = assignments.filter(mayChange);
  // Somebody else may have ended one meanwhile.
  const chosen = changeable.filter(({ id }) => chosenIds.includes(id));
  const whose = (row: Row) => (withHolder ? row.target.name : row.accessPackage.name);
  const choose = (id: string, on: boolean) => setChosenIds((ids) => (on ? [...ids, id] : ids.filter((one) => one !== id)));

  const holder: Column<Row> = {
    name: 'Holder',
    cell: (row) => (
      <TextLink to="/admin/people/$userId" params={{ userId: row.target.id }}>
        {row.target.name}
      </TextLink>
    ),
  };
  const accessPackage: Column<Row> = {
    name: 'Package',
    cell: (row) => (
      <TextLink to="/admin/packages/$packageId" params={{ packageId: row.accessPackage.id }}>
        {row.accessPackage.name}
      </TextLink>
    ),
  };
  const choice: Column<Row> = {
    name: 'Chosen',
    cell: (row) =>
      mayChange(row) ? (
        <Checkbox
          aria-label={`Choose ${whose(row)}`}
          checked={chosenIds.includes(row.id)}
          onChange={(event) => choose(row.id, event.currentTarget.checked)}
        />
      ) : (
        '–'
      ),
  };
  const columns: Column<Row>[] = [
    ...(withHolder ? [holder] : []),
    ...(withPackage ? [accessPackage] : []),
    ...(changeable.length > 1 ? [choice] : []),
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
          {row.viewerCan.changeEnd.allowed && (
            <Button size="xs" variant="default" onClick={() => setActing({ what: 'CHANGE_END', rows: [row] })}>
              Change end<span className="sr-only"> of {whose(row)}</span>
            </Button>
          )}
          {mayEnd(row) && (
            <Button size="xs" variant="default" onClick={() => setActing({ what: 'TAKE_AWAY', rows: [row] })}>
              Take away<span className="sr-only"> {withHolder ? `from ${row.target.name}` : row.accessPackage.name}</span>
            </Button>
          )}
          {!mayChange(row) && '–'}
        </Group>
      ),
    },
  ];
  const over = () => setActing(null);
  return (
    <>
      {changeable.length > 1 && (
        <ChosenAccess
          count={chosen.length}
          all={changeable.length}
          endable={chosen.length > 0 && chosen.every(mayEnd)}
          movable={chosen.length > 0 && chosen.every(({ viewerCan }) => viewerCan.changeEnd.allowed)}
          chooseAll={() => setChosenIds(changeable.slice(0, 100).map(({ id }) => id))}
          chooseNone={() => setChosenIds([])}
          act={(what) => setActing({ what, rows: chosen })}
        />
      )}
      <DataTable label="Assignments" rows={assignments} columns={columns} />
      {acting?.what === 'TAKE_AWAY' && <TakeAwayDialog assignments={acting.rows} close={over} done={changed} />}
      {acting?.what === 'CHANGE_END' && <ChangeEndDialog assignments={acting.rows} close={over} done={changed} />}
    </>
  );
}
