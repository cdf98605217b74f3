import { createHash } from 'node:crypto';
import { isOneLine, NOT_ONE_LINE } from '@gatehouse/schema/rules/one-line';
import { LIMITS } from '@gatehouse/schema/shared/limits';
import { findColumns } from '../columns.ts';
import type { CsvRow } from '../csv-rows.ts';
import { keyOf, keyReader } from '../key.ts';
import { ImportRefused } from '../problem.ts';

/** What a history file can say of a decision. */
export const DECISION_FIELDS = ['key', 'decision', 'resource', 'date', 'department', 'jobTitle', 'manager'] as const;

/** One closed request as a row of the file has it. */
export interface DecisionRow {
  line: number;
  /** Tells it apart in its catalog: the person, the resource and, where every row has its own, the date. */
  item: string;
  /** The key of the person it was about. */
  person: string;
  resource: string;
  approved: boolean;
  at: Date;
  /** What the file knows of the person of that time. */
  department: string | null;
  jobTitle: string | null;
  /** The key of who led them. */
  manager: string | null;
}

const APPROVED = new Set(['approved', 'approve', 'granted', 'yes', 'true', '1']);
const DENIED = new Set(['denied', 'deny', 'rejected', 'refused', 'no', 'false', '0']);
/** Beyond it an item is told apart by its hash, so that it fits into an index. In bytes. */
const LONGEST_ITEM = 1_000;

/** How the rows of one file are read. */
export interface DecisionReaderOptions {
  mapping: readonly string[];
  /** The columns that are the key of the person, as the directory was imported. */
  key: readonly string[];
  /** When all of it happened, where the rows do not say. */
  date: string | null;
  now: Date;
}

/**
 * Prepares to read decisions out of a file with this header.
 * @throws ImportRefused where a column or the date is missing
 */
export function decisionReader(
  header: readonly string[],
  options: DecisionReaderOptions,
): (row: CsvRow) => DecisionRow | { wrong: string } {
  const { fields } = findColumns(header, options.mapping, DECISION_FIELDS);
  const keyIn = keyReader(header, options.key, fields.get('key'));
  for (const field of ['decision', 'resource'] as const) {
    if (!fields.has(field))
      throw new ImportRefused(`The file has no column "${field}". Say which it is: --map ${field}=<column>`);
  }
  const all = options.date === null ? null : instantOf(options.date, options.now);
  if (typeof all === 'string') throw new ImportRefused(`--date: ${all}`);
  const datedBy = all ? undefined : fields.get('date');
  if (!all && !datedBy) throw new ImportRefused('Nothing says when it was: give --date 2011-06-30, or --map date=<column>.');
  const valueOf = (row: CsvRow, field: (typeof DECISION_FIELDS)[number]) => fields.get(field)?.(row) || null;

  return (row) => {
    const person = keyIn(row);
    if (person === null) return { wrong: 'It has no key.' };
    const resource = valueOf(row, 'resource');
    if (!resource) return { wrong: 'It names no resource.' };
    const word = valueOf(row, 'decision')?.toLowerCase() ?? '';
    if (!APPROVED.has(word) && !DENIED.has(word)) return { wrong: `"${word}" is no decision: approved or denied.` };
    const at = all ?? instantOf(datedBy!(row), options.now);
    if (typeof at === 'string') return { wrong: at };
    const said = { department: valueOf(row, 'department'), jobTitle: valueOf(row, 'jobTitle'), manager: valueOf(row, 'manager') };
    const long = Object.entries({ resource, ...said }).find(([, text]) => (text?.length ?? 0) > LIMITS.name);
    if (long) return { wrong: `Its ${long[0]} is longer than ${LIMITS.name} characters.` };
    const odd = Object.entries({ key: person, resource, ...said }).find(([, text]) => !isOneLine(text ?? ''));
    if (odd) return { wrong: `Its ${odd[0]}: ${NOT_ONE_LINE}` };
    if ([person, resource, ...Object.values(said)].some((text) => text?.includes('\0'))) {
      return { wrong: 'It has a character that no text may have (U+0000).' };
    }
    const item = itemOf([person, resource, ...(datedBy ? [at.toISOString()] : [])]);
    return { line: row.line, item, person, resource, approved: APPROVED.has(word), at, ...said };
  };
}

function itemOf(parts: readonly string[]): string {
  const item = keyOf(parts);
  return Buffer.byteLength(item) <= LONGEST_ITEM ? item : createHash('sha256').update(item).digest('hex');
}

const INSTANT = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?)?$/;

/** An ISO 8601 day or instant, in UTC where it names no offset; or what is wrong with it. */
function instantOf(text: string, now: Date): Date | string {
  const match = INSTANT.exec(text);
  const zoned = text.length > 10 && !match?.[1] ? `${text}Z` : text;
  const at = new Date(zoned.replace(' ', 'T'));
  if (!match || Number.isNaN(at.getTime())) return `"${text}" is no date: write 2011-06-30 or 2011-06-30T14:05:00Z.`;
  return at > now ? `"${text}" lies in the future.` : at;
}
