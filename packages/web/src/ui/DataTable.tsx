import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { TableFrame } from './page.tsx';

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

/** Rows of equal shape. The first column names its row. */
export function DataTable<Row extends { id: string }>({ label, rows, columns }: DataTableProps<Row>) {
  return (
    <TableFrame label={label}>
      <Table miw={`${columns.length * 8.5}rem`}>
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
