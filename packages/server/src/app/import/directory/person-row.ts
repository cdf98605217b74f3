import { createHash } from 'node:crypto';
import { isOneLine, NOT_ONE_LINE } from '@gatehouse/schema/rules/one-line';
import { LIMITS, LONGEST_MAIL } from '@gatehouse/schema/shared/limits';
import { findColumns } from '../columns.ts';
import type { CsvRow } from '../csv-rows.ts';
import { keyReader, LONGEST_KEY } from '../key.ts';

/** What a directory file can say of a person, beside custom attributes. */
export const PERSON_FIELDS = ['key', 'name', 'email', 'department', 'jobTitle', 'region', 'manager'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** A person as one row of the file has them. What the file has no column for is null; what is empty there is null too. */
export interface PersonRow {
  line: number;
  key: string;
  manager: string | null;
  name: string | null;
  /** The name of somebody new whose file has no names: the key, or where that has several parts a short sign made of it. */
  fallbackName: string;
  email: string | null;
  department: string | null;
  jobTitle: string | null;
  region: string | null;
  /** Only those that have a value. */
  attributes: Record<string, string>;
  /** Of everything the row says, so that a second row about the same person can be compared. */
  content: string;
}

/** How the rows of one file are read. */
export interface PersonReader {
  /** The fields that the file has; the others of a known person stay as they are. */
  fields: ReadonlySet<PersonField>;
  /** Names of the attributes that the file has. */
  attributeNames: readonly string[];
  /** The person in a row, or what is wrong with it. */
  read(row: CsvRow): PersonRow | { wrong: string };
}

/** A valid mail address by the HTML specification, as the API's scalar has it. */
const MAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i;

/**
 * Prepares to read people out of a file with this header.
 * @param keyColumns the columns that together tell people apart; none: the one mapped to `key`
 * @throws ImportRefused where a column is missing
 */
export function personReader(header: readonly string[], mapping: readonly string[], keyColumns: readonly string[]): PersonReader {
  const { fields, attributes } = findColumns(header, mapping, PERSON_FIELDS, { attributes: true });
  const keyIn = keyReader(header, keyColumns, fields.get('key'));
  // A line that was broken inside a cell is one line here.
  const valueOf = (row: CsvRow, field: PersonField) =>
    fields
      .get(field)?.(row)
      .replaceAll(/\s*[\t\n\r]\s*/g, ' ') || null;

  return {
    fields: new Set([...fields.keys()].filter((field) => field !== 'key')),
    attributeNames: [...attributes.keys()],
    read(row) {
      const key = keyIn(row);
      if (key === null) return { wrong: 'It has no key.' };
      const person = {
        key,
        manager: valueOf(row, 'manager'),
        name: valueOf(row, 'name'),
        email: valueOf(row, 'email'),
        department: valueOf(row, 'department'),
        jobTitle: valueOf(row, 'jobTitle'),
        region: valueOf(row, 'region'),
        attributes: Object.fromEntries([...attributes].map(([name, source]) => [name, source(row)]).filter(([, value]) => value)),
      };
      const wrong = faultIn(person) ?? (fields.has('name') && !person.name ? 'It has no name.' : null);
      if (wrong) return { wrong };
      const fallbackName = keyColumns.length > 1 ? `Person ${hash(key).slice(0, 8)}` : key.slice(0, LIMITS.name);
      return { ...person, line: row.line, fallbackName, content: hash(JSON.stringify(person)) };
    },
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

type Said = Omit<PersonRow, 'line' | 'content' | 'fallbackName'>;

function faultIn(person: Said): string | null {
  const { key, manager, email, attributes } = person;
  const nul = [key, manager, email, person.name, person.department, person.jobTitle, person.region, ...Object.values(attributes)];
  if (nul.some((text) => text?.includes('\0'))) return 'It has a character that no text may have (U+0000).';
  // A key may become the name of whoever has none.
  for (const [what, text] of [
    ['key', key],
    ['manager', manager],
  ] as const) {
    if (!isOneLine(text ?? '')) return `Its ${what}: ${NOT_ONE_LINE}`;
  }
  if (key.length > LONGEST_KEY) return `Its key is longer than ${LONGEST_KEY} characters.`;
  if (manager && manager.length > LONGEST_KEY) return `Its manager is longer than ${LONGEST_KEY} characters.`;
  for (const field of ['name', 'department', 'jobTitle', 'region'] as const) {
    if ((person[field]?.length ?? 0) > LIMITS.name) return `Its ${field} is longer than ${LIMITS.name} characters.`;
    if (!isOneLine(person[field] ?? '')) return `Its ${field}: ${NOT_ONE_LINE}`;
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (value.length > LIMITS.description) return `Its attribute "${name}" is longer than ${LIMITS.description} characters.`;
  }
  if (email && (email.length > LONGEST_MAIL || !MAIL.test(email))) return `"${email}" is no mail address.`;
  return null;
}
