import { CsvError, parse } from 'csv-parse/browser/esm/sync';

/** What `csv` put before a value that a spreadsheet would take for a formula. */
const DEFUSED = /^'(?=[=+\-@\t\r])/;

/** The character between the fields of a file: what its first line has more of. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1);
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

/**
 * The rows of a CSV file (RFC 4180), separated by commas or semicolons as spreadsheets write them. Lines without any value are left
 * out. What cannot be read is said in a sentence.
 */
export function readCsv(file: string): string[][] | string {
  try {
    const rows: string[][] = parse(file, {
      bom: true,
      delimiter: separatorOf(file),
      relaxColumnCount: true,
      skipEmptyLines: true,
      skipRecordsWithEmptyValues: true,
    });
    return rows.map((row) => row.map((value) => value.replace(DEFUSED, '')));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return `Line ${Number(error.lines ?? 0)} cannot be read: a quotation mark is missing or out of place.`;
  }
}
