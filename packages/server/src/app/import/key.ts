import { demandColumns, type Source } from './columns.ts';
import type { CsvRow } from './csv-rows.ts';
import { ImportRefused } from './problem.ts';

/** The longest key, in characters: it must fit into an index. */
export const LONGEST_KEY = 500;

/**
 * One key made of one or several values. A single value stays as it is; several stand between bars, and a bar or backslash
 * inside a value is escaped, so that two different lists never make the same key.
 */
export function keyOf(values: readonly string[]): string {
  if (values.length === 1) return values[0]!;
  return values.map((value) => value.replaceAll(/[\\|]/g, String.raw`\$&`)).join('|');
}

/**
 * Prepares to read the key of the person that a row is about; null where it has none.
 * @param columns which together are the key; none: `single` is
 * @throws ImportRefused where a column is missing, or nothing tells people apart
 */
export function keyReader(
  header: readonly string[],
  columns: readonly string[],
  single: Source | undefined,
): (row: CsvRow) => string | null {
  demandColumns(header, columns);
  if (columns.length === 0 && !single) {
    throw new ImportRefused('Nothing tells people apart: name the column or columns that do, as in --key employee_id.');
  }
  return (row) => {
    const values = columns.length > 0 ? columns.map((name) => row.fields.get(name)!) : [single!(row)];
    return values.every((value) => value === '') ? null : keyOf(values);
  };
}
