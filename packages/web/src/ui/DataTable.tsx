import { Table } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Facts, TableFrame } from './page.tsx';
import styles from './row-list.module.css';

/** A column: its heading and what stands in it. */
export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  /** What the table holds, for those who hear it. */
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
}

/** Rows of equal shape: a table where there is room, a list of named values on a phone. The first column names its row. */
export function DataTable<Row extends { id: string }>(props: DataTableProps<Row>) {
  const narrow = useMediaQuery('(max-width: 40rem)', false, { getInitialValueInEffect: false });
  return narrow ? <Cards {...props} /> : <Wide {...props} />;
}

function Wide<Row extends { id: string }>({ label, rows, columns }: DataTableProps<Row>) {
  return (
    <TableFrame label={label}>
      <Table miw={`${columns.length * 7.5}rem`}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name }) => (
              <Table.Th key={name} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              {columns.map(({ name, cell }, index) =>
                index === 0 ? (
                  <Table.Th key={name} scope="row" fw={500}>
                    {cell(row)}
                  </Table.Th>
                ) : (
                  <Table.Td key={name}>{cell(row)}</Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}

function Cards<Row extends { id: string }>({ label, rows, columns: [first, ...rest] }: DataTableProps<Row>) {
  return (
    <ul className={styles.list} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id} className={styles.card}>
          <div className={styles.cardName}>{first?.cell(row)}</div>
          <Facts compact rows={rest.map(({ name, cell }) => [name, cell(row)] as const).filter(([, value]) => value !== '–')} />
        </li>
      ))}
    </ul>
  );
}
