import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse, type CsvError } from 'csv-parse';
import { decodedText } from './decode.ts';
import { ImportRefused, type OnProblem } from './problem.ts';

/** One row of the file. */
export interface CsvRow {
  /** Where it begins in the file, counted from 1. */
  line: number;
  /** Its fields, trimmed, by the name of their column; empty where there is nothing. */
  fields: ReadonlyMap<string, string>;
}

/** A CSV file whose header was read and whose rows are still to come. */
export interface CsvFile {
  columns: readonly string[];
  /** The good rows, one after another; to be gone through once. */
  rows: AsyncGenerator<CsvRow>;
}

export interface CsvOptions {
  /** What stands between two fields; a comma where nothing is said. */
  separator?: string;
  /** Is told of rows that cannot be read. */
  onProblem: OnProblem;
  /** Is told how many bytes were read so far. */
  read?: (bytes: number) => void;
}

/** The longest row, in bytes: in a longer one a quote was opened somewhere and never closed, or a field is no field of a table. */
const LONGEST_ROW = 1_000_000;

type Parsed = { record: string[]; raw: string; info: { lines: number } };

/**
 * Opens a CSV file and reads its header. Rows are streamed: the file may be larger than the memory.
 * @throws ImportRefused where it cannot be read, is empty, is not UTF-8, or has no usable header; while its rows are read,
 * where what comes cannot be told apart into rows any more.
 */
export async function openCsv(path: string, { separator = ',', onProblem, read }: CsvOptions): Promise<CsvFile> {
  if (separator.length !== 1 || /["\r\n]/.test(separator)) throw new ImportRefused('--separator is one character, and no quote.');
  const parser = parse({
    delimiter: separator,
    record_delimiter: '\n',
    trim: true,
    info: true,
    raw: true,
    // A stray quote spoils its own row alone; `wellQuoted` finds it.
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_ROW,
  });
  let broken: CsvError | null = null;
  parser.on('skip', (error: CsvError) => {
    broken ??= error;
    // It would go on to be told of every further character of the same row.
    if (error.code === 'CSV_MAX_RECORD_SIZE' && !parser.destroyed) parser.destroy(unreadable(error));
  });
  // What fails in the pipeline ends the parser with the same error, which whoever reads its records gets.
  pipeline(Readable.from(decodedText(path, read)), parser).catch(() => undefined);

  const records = parser[Symbol.asyncIterator]() as AsyncIterableIterator<Parsed>;
  const first = await records.next();
  if (first.done) {
    if (broken) throw unreadable(broken);
    throw new ImportRefused('The file is empty: its first line must name the columns.');
  }
  const columns = headerOf(first.value.record, separator);
  return { columns, rows: rowsOf() };

  async function* rowsOf(): AsyncGenerator<CsvRow> {
    const quoting = wellQuoted(separator);
    let line = first.value.info.lines;
    for await (const { record, raw, info } of records) {
      const start = startOf(raw, line + 1);
      line = info.lines;
      if (record.length !== columns.length) {
        onProblem({ line: start, reason: `It has ${record.length} fields, and the header names ${columns.length}.` });
      } else if (raw.includes('"') && !quoting.test(raw.trim())) {
        onProblem({ line: start, reason: 'A quote stands inside a field. Write it twice, and put the whole field in quotes.' });
      } else {
        yield { line: start, fields: new Map(columns.map((name, at) => [name, record[at]!])) };
      }
    }
    if (broken) {
      if (broken.code !== 'CSV_QUOTE_NOT_CLOSED') throw unreadable(broken);
      onProblem({
        line: line + 1,
        reason: 'A quote is opened here or further down and never closed: nothing after it could be read.',
      });
    }
  }
}

/** Blank lines that were skipped belong to the raw text of the row after them. */
function startOf(raw: string, from: number): number {
  return from + /^\n*/.exec(raw)![0].length;
}

function headerOf(record: string[], separator: string): string[] {
  const columns = record.map((name) => name.replace(/^\ufeff/, '').trim());
  if (columns.length === 1 && separator === ',' && /[;\t]/.test(columns[0]!)) {
    throw new ImportRefused('The header has no comma. If something else stands between the fields, say so: --separator ";"');
  }
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at);
  if (twice) throw new ImportRefused(`Two columns are named "${twice}".`);
  if (columns.every((name) => name === '')) throw new ImportRefused('The first line must name the columns.');
  return columns;
}

/** A row in which every quote opens, closes or doubles. */
function wellQuoted(separator: string): RegExp {
  const between = separator.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const field = String.raw`(?:\s*"(?:[^"]|"")*"\s*|(?:(?!${between})[^"])*)`;
  return new RegExp(`^${field}(?:${between}${field})*$`);
}

function unreadable(error: CsvError): ImportRefused {
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new ImportRefused(
      `The row that begins after line ${Number(error.lines) - 1} has more than ${LONGEST_ROW} bytes: a field of it is too long, or a quote is opened in it and never closed.`,
    );
  }
  return new ImportRefused(
    `The rows cannot be told apart before line ${Number(error.lines)}: a quote is opened and never closed.`,
  );
}
