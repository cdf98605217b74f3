import { Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Facts, TableFrame } from '../frame/page.tsx';
import styles from './row-list.module.css';
import { useShownRows } from './use-shown-rows.ts';

/** A column: its heading and what stands in it. */
export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  /** How wide it is where rows are those of a table; one without shares what the others leave. */
  width?: string;
}

interface DataTableProps<Row> {
  /** What the table holds, for those who hear it. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
}

/**
 * Rows of equal shape: a table where there is room, a list of named values on a phone. The first column names its row. Of
 * hundreds only those in sight are drawn.
 */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const narrow = useMediaQuery('(max-width: 40rem)', false, { getInitialValueInEffect: false });
  return narrow ? <Cards {...props} /> : <Wide {...props} />;
}

function Wide<Row extends { id: string }>({ label, rows, columns }: DataTableProps<Row>) {
  const { list, shown, above, below, measure } = useShownRows(rows, { height: 57 });
  const space = (height: number) => height > 0 && <tr aria-hidden style={{ height }} />;
  const loose = shown.length === rows.length && columns.every(({ width }) => width === undefined);
  return (
    <TableFrame label={label}>
      {/* Of equal width whatever is drawn: nothing moves sideways while it is scrolled. */}
      <Table miw={`${columns.length * 7.5}rem`} aria-rowcount={rows.length + 1} layout={loose ? 'auto' : 'fixed'}>
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>
            {columns.map(({ name, width }) => (
              <Table.Th key={name} scope="col" w={width}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody ref={list}>
          {space(above)}
          {shown.map(({ row, index }) => (
            <Table.Tr key={row.id} ref={measure} data-index={index} aria-rowindex={index + 2}>
              {columns.map(({ name, cell }, column) =>
                column === 0 ? (
                  <Table.Th key={name} scope="row" fw={500}>
                    {cell(row)}
                  </Table.Th>
                ) : (
                  <Table.Td key={name}>{cell(row)}</Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
          {space(below)}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}

function Cards<Row extends { id: string }>({ label, rows, columns: [first, ...rest] }: DataTableProps<Row>) {
  const { list, shown, above, below, measure } = useShownRows(rows, { height: 190, gap: 9.6 });
  return (
    <ul className={styles.list} aria-label={label} ref={list} style={{ paddingTop: above, paddingBottom: below }}>
      {shown.map(({ row, index }) => (
        <li
          key={row.id}
          ref={measure}
          data-index={index}
          className={styles.card}
          aria-setsize={rows.length}
          aria-posinset={index + 1}
        >
          <div className={styles.cardName}>{first?.cell(row)}</div>
          <Facts compact rows={rest.map(({ name, cell }) => [name, cell(row)] as const).filter(([, value]) => value !== '–')} />
        </li>
      ))}
    </ul>
  );
}
